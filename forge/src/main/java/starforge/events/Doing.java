package starforge.events;

/**
 * What somebody did on a day.
 *
 * @param day from 1970-01-01 on, in UTC
 * @param closed number of the private repository it was done to, 0 for all public ones together
 * @param deeds how many contributions
 */
public record Doing(long day, long closed, int deeds) {}
