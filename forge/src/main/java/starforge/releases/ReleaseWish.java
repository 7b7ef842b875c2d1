package starforge.releases;

import starforge.access.Refusal;
import starforge.access.Unseen;

/**
 * What somebody wants a release to say.
 *
 * @param title plain text, one line
 * @param notes Markdown
 * @param early whether it is not ready for everybody
 */
public record ReleaseWish(String title, String notes, boolean early) {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTES = 50_000;

    /** Trims both texts and refuses what does not fit. */
    public static ReleaseWish of(String title, String notes, boolean early) {
        String line = title.strip();
        if (line.length() > LONGEST_TITLE || line.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("title", "release.bad-title", LONGEST_TITLE);
        }
        Unseen.refuse("title", line);
        if (notes.length() > LONGEST_NOTES) {
            throw Refusal.invalid("notes", "release.long-notes", LONGEST_NOTES);
        }
        return new ReleaseWish(line, notes.strip(), early);
    }
}
