package starforge.webhooks;

/**
 * How one try went.
 *
 * @param headers what was sent, one a line
 * @param status of the answer, 0 when there was none
 * @param answer how it began
 * @param problem why there was none, or ""
 */
record Outcome(Delivery.State state, String headers, int status, String answer, String problem, int millis) {}
