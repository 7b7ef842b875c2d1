package starforge.flags;

import java.util.List;
import java.util.Locale;
import starforge.flags.Flag.Status;
import starforge.words.Words;

/**
 * All flags of one commit in one sign.
 *
 * @param title what they say, for people
 */
public record Mark(State state, String title) {
    /** The worst of them; what still runs comes after what is known to be bad. */
    public enum State {
        BAD,
        RUNNING,
        OK,
        OFF
    }

    /** Sums up; there is at least one. */
    static Mark of(List<Flag> flags) {
        State worst = flags.stream()
                .map(flag -> state(flag.status()))
                .min(State::compareTo)
                .orElse(State.OFF);
        String title = flags.size() == 1
                ? Words.english()
                        .say(
                                "flags.one",
                                flags.get(0).username(),
                                Words.english().say("flags." + flags.get(0).word()))
                : Words.english().say("flags.many." + worst.name().toLowerCase(Locale.ROOT), flags.size());
        return new Mark(worst, title);
    }

    private static State state(Status status) {
        return switch (status) {
            case SUCCESS -> State.OK;
            case FAILURE, ERROR -> State.BAD;
            case PENDING -> State.RUNNING;
            case CANCELED -> State.OFF;
        };
    }

    /** For templates: {@code ok}. */
    public String word() {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
