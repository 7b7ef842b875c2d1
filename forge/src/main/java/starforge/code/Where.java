package starforge.code;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import starforge.git.read.Place;
import starforge.git.read.Revision;

/**
 * Where in a repository a page is, and the addresses around it, encoded.
 *
 * @param url address of the repository
 * @param ref branch, tag or full commit id, as it stands in addresses
 * @param commit what the ref means, 40 hex digits
 * @param path with slashes, "" for the root
 */
public record Where(String url, String ref, Revision.Kind kind, String commit, String path) {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/";

    /** A folder on the way down; the last one is the page itself. */
    public record Crumb(String shown, String url) {}

    static Where of(String url, Place place) {
        Revision revision = place.revision();
        return new Where(url, revision.name(), revision.kind(), revision.commit(), place.path());
    }

    /** The same place at its commit, which means the same for ever. */
    Where pinned() {
        return new Where(url, commit, Revision.Kind.COMMIT, commit, path);
    }

    /** The same page when it showed another commit. */
    Where pinnedTo(String shown) {
        return new Where(url, ref, kind, shown, path);
    }

    Where at(String otherRef) {
        return new Where(url, otherRef, kind, commit, path);
    }

    public String tree(String folder) {
        return url + "/tree/" + encode(ref) + (folder.isEmpty() ? "" : "/f/" + encode(folder));
    }

    public String blob(String file) {
        return url + "/blob/" + encode(ref) + "/f/" + encode(file);
    }

    public String raw(String file) {
        return url + "/raw/" + encode(ref) + "/f/" + encode(file);
    }

    public String blame() {
        return blame(path, ref);
    }

    String blame(String file, String atRef) {
        return url + "/blame/" + encode(file) + "?identifier=" + encode(atRef);
    }

    /** The commits that changed this path, or all for the root. */
    public String history() {
        return path.isEmpty()
                ? url + "/commits/" + encode(ref)
                : url + "/history/" + encode(path) + "?identifier=" + encode(ref);
    }

    public boolean isBranch() {
        return kind == Revision.Kind.BRANCH;
    }

    /** The ref for people: names as they are, commits short. */
    public String shownRef() {
        return kind == Revision.Kind.COMMIT ? ref.substring(0, 7) : Hidden.shown(ref);
    }

    /** The last part of the path. */
    public String name() {
        return name(path);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that the path lies in. */
    public String parent() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    public String shownPath() {
        return Hidden.shown(path);
    }

    /** The parts of the path; none at the root. */
    public List<Crumb> crumbs() {
        List<Crumb> crumbs = new ArrayList<>();
        for (int from = 0; from < path.length(); ) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            crumbs.add(new Crumb(Hidden.shown(path.substring(from, end)), tree(path.substring(0, end))));
            from = end + 1;
        }
        return crumbs;
    }

    /** Escapes a path for an address, keeping its slashes (RFC 3986). */
    public static String encode(String path) {
        return isPlain(path) ? path : encoded(path);
    }

    private static boolean isPlain(String path) {
        return path.chars().allMatch(letter -> PLAIN.indexOf(letter) >= 0);
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
