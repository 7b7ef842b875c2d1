package starforge.releases;

import java.time.Instant;
import java.util.List;
import starforge.markup.Html;

/**
 * A tag in the list of releases, with what was said of it if anything was.
 *
 * @param shown the tag for people
 * @param tag the tag as it is, for fields of forms
 * @param path the tag for addresses
 * @param title of the release, or the tag
 * @param about the first lines of an annotated tag's own message
 * @param notes at most one
 * @param author who published it, or ""
 * @param commit 40 hex digits
 * @param published whether there is a release
 */
public record ReleaseView(
        String shown,
        String tag,
        String path,
        String title,
        String about,
        List<Html> notes,
        String author,
        Instant when,
        String commit,
        boolean early,
        boolean published,
        List<ReleaseFile> files) {}
