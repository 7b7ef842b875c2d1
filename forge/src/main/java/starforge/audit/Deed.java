package starforge.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param actor who did it, "" for the command line
 * @param what key of its sentence below {@code audit.}
 * @param subject whom or what it was done to: a user or a repository
 * @param detail what else there is to say, or ""
 */
public record Deed(Instant at, String actor, String what, String subject, String detail) {}
