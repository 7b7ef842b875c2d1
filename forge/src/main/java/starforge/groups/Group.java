package starforge.groups;

import java.time.Instant;
import starforge.access.Refusal;
import starforge.access.Unseen;

/**
 * A group.
 *
 * @param name as it was typed when it was made; compared without regard to case, and nobody else's
 * @param title as people call it, or ""
 * @param about a few lines of plain text, or ""
 */
public record Group(long id, String name, String title, String about, Instant createdAt) {
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_ABOUT = 500;

    /** Its address on this server. */
    public String url() {
        return "/group/" + name;
    }

    /** What a page calls it. */
    public String shown() {
        return title.isEmpty() ? name : title;
    }

    /**
     * What is said of a group.
     *
     * @param title one line
     */
    public record Words(String title, String about) {
        /**
         * Reads what was typed.
         *
         * @throws Refusal INVALID at {@code display_name} or {@code description}
         */
        public static Words typed(String title, String about) {
            Unseen.refuse("display_name", title);
            Unseen.refuseInText("description", about);
            Words words = new Words(title.strip(), about.replace("\r\n", "\n").strip());
            if (words.title().length() > LONGEST_TITLE) {
                throw Refusal.invalid("display_name", "groups.title-long", LONGEST_TITLE);
            }
            if (words.about().length() > LONGEST_ABOUT) {
                throw Refusal.invalid("description", "groups.about-long", LONGEST_ABOUT);
            }
            return words;
        }
    }
}
