package starforge.flags;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What one program says of one commit.
 *
 * @param commit 40 hex digits
 * @param uid its name among the flags of this commit, at most 32 characters
 * @param user account in whose name it was set, "" when that is gone
 * @param username what the program calls itself
 * @param percent how far it is
 * @param comment one line for people
 * @param url where there is more, http or https
 * @param jobId the job that writes it, 0 for none
 */
public record Flag(
        long id,
        long repoId,
        String commit,
        String uid,
        String user,
        String username,
        Status status,
        OptionalInt percent,
        String comment,
        String url,
        long jobId,
        Instant createdAt,
        Instant updatedAt) {
    /** How it stands, by Pagure's words. */
    public enum Status {
        PENDING,
        SUCCESS,
        FAILURE,
        ERROR,
        CANCELED;

        /** As the API writes it: {@code success}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Status> of(String word) {
            return Stream.of(values())
                    .filter(status -> status.word().equals(word))
                    .findFirst();
        }
    }

    /** The status as a word, for templates. */
    public String word() {
        return status.word();
    }

    /** How far it is, as text; "" when unknown. */
    public String percentText() {
        return percent.isPresent() ? String.valueOf(percent.getAsInt()) : "";
    }
}
