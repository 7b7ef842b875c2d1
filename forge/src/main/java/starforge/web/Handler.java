package starforge.web;

/** Answers one request. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers.
     *
     * @return the body: text or bytes; "" when it has been written to the response already
     * @throws Exception a {@link starforge.access.Refusal} becomes its page; anything else is a bug and becomes a 500
     */
    Object answer(Exchange exchange) throws Exception;
}
