package starforge.groups;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody is in a group. */
public enum Role {
    /** Runs the group and its repositories. */
    OWNER,
    /** Reads all repositories of the group and writes to them. */
    MEMBER;

    /** The role that {@link #word} gives this word for. */
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** In small letters, as forms and the database have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
