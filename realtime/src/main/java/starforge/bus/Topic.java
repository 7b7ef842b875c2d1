package starforge.bus;

import java.util.regex.Pattern;

/**
 * What can be watched: {@code public}, {@code repo:42}, {@code user:mira}, {@code job:7}, {@code board:3} or {@code inbox:9}. Any other name
 * is an {@link IllegalArgumentException}.
 *
 * @param name at most 80 characters
 */
public record Topic(String name) {
    // Before PUBLIC, whose making needs it.
    private static final Pattern VALID =
            Pattern.compile("public|(repo|job|board|inbox):[0-9]{1,18}|user:[A-Za-z0-9._-]{1,64}");

    /** Everything that anybody may see. */
    public static final Topic PUBLIC = new Topic("public");

    public Topic {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException("There is no topic of this name");
        }
    }

    public static Topic repo(long id) {
        return new Topic("repo:" + id);
    }

    public static Topic board(long id) {
        return new Topic("board:" + id);
    }

    /** What one account is told in person, by its number. */
    public static Topic inbox(long userId) {
        return new Topic("inbox:" + userId);
    }

    public static Topic user(String name) {
        return new Topic("user:" + name);
    }

    /** Says whether this is a topic of that kind, {@code "repo"} for {@code repo:42}. */
    public boolean isOf(String kind) {
        return name.startsWith(kind + ":");
    }

    /** The part behind the colon; for {@link #PUBLIC} the whole name. */
    public String key() {
        return name.substring(name.indexOf(':') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
