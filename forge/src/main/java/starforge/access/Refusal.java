package starforge.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import starforge.words.Words;

/**
 * The one exception for everything that is refused rather than broken. Its message is public: it says what happened and
 * what to do. Pages, Git and the command line each turn it into their own kind of answer.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, with the HTTP status it becomes on a page. */
    public enum Reason {
        /** The request itself makes no sense. */
        MALFORMED(400),
        /** Signing in would help; pages redirect to the form, Git answers 401. */
        LOGIN(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD(405),
        CONFLICT(409),
        TOO_LARGE(413),
        /** A form with a wrong field. */
        INVALID(422),
        TOO_MANY(429),
        /** The disk is full, the database is locked: nothing the asker can change. */
        UNAVAILABLE(503),
        /** A repository's own files cannot be read; waiting does not mend them. */
        DAMAGED(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Reason reason;
    private final String field;
    private final Duration retryAfter;

    /**
     * Something that is refused.
     *
     * @param key of its public sentence in {@link Words}
     */
    public Refusal(Reason reason, String key, Object... values) {
        this(reason, "", Duration.ZERO, null, key, values);
    }

    public Refusal(Throwable cause, Reason reason, String key, Object... values) {
        this(reason, "", Duration.ZERO, cause, key, values);
    }

    private Refusal(
            Reason reason, String field, Duration retryAfter, @Nullable Throwable cause, String key, Object[] values) {
        this(reason, field, retryAfter, cause, Words.english().say(key, values));
    }

    private Refusal(Reason reason, String field, Duration retryAfter, @Nullable Throwable cause, String sentence) {
        super(sentence, cause);
        this.reason = reason;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /**
     * A wrong value in a form.
     *
     * @param field name of the form field, to put the sentence beside
     */
    public static Refusal invalid(String field, String key, Object... values) {
        return new Refusal(Reason.INVALID, field, Duration.ZERO, null, key, values);
    }

    /**
     * Something that is refused with a sentence that is chosen already.
     *
     * @param field name of the form field that is wrong, or ""
     */
    public static Refusal inWords(Reason reason, String field, String sentence) {
        return new Refusal(reason, field, Duration.ZERO, null, sentence);
    }

    public static Refusal notFound() {
        return new Refusal(Reason.NOT_FOUND, "error.not-found");
    }

    public static Refusal tooMany(Duration retryAfter, String key, Object... values) {
        return new Refusal(Reason.TOO_MANY, "", retryAfter, null, key, values);
    }

    /** All places are taken just now; nothing is broken. */
    public static Refusal busy(Duration retryAfter, String key, Object... values) {
        return new Refusal(Reason.UNAVAILABLE, "", retryAfter, null, key, values);
    }

    public Reason reason() {
        return reason;
    }

    /** The form field that is wrong, or "". */
    public String field() {
        return field;
    }

    /** How long to wait before another try; zero when waiting does not help. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The public sentence on one line, what hides in a name it repeats written out; never null, unlike {@link Throwable#getMessage()}'s promise. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : Unseen.written(message);
    }
}
