package starforge.releases;

import java.time.Instant;

/**
 * What people say of a tag.
 *
 * @param tag short name
 * @param title or "", when the tag says enough
 * @param notes in Markdown
 * @param early whether it is not ready for everybody ("pre-release")
 * @param author name of who published it, "" when the account is gone or blocked
 */
public record Release(long id, String tag, String title, String notes, boolean early, String author, Instant at) {}
