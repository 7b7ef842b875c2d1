package starforge.codesearch;

import java.util.Locale;

/**
 * Chooses files by their paths, in any case: by a part of the path or, where there is a {@code *} or {@code ?}, by a pattern.
 * In a pattern {@code *} and {@code ?} stop at slashes and {@code **} does not; it may begin at any folder, or with a slash at
 * the root; one that ends in a slash takes all below. Takes linear time for all that people write.
 */
final class PathFilter {
    /** Stands in a pattern for anything without a slash. */
    private static final char NAME = 1;
    /** For anything. */
    private static final char ALL = 2;
    /** For any folders, or none. */
    private static final char FOLDERS = 3;

    private final String wanted;
    private final boolean isPattern;

    PathFilter(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        this.isPattern = lower.indexOf('*') >= 0 || lower.indexOf('?') >= 0;
        this.wanted = isPattern ? compiled(lower) : lower;
    }

    private static String compiled(String glob) {
        String whole = glob.startsWith("/") ? glob.substring(1) : "**/" + glob;
        return (whole.endsWith("/") ? whole + "**" : whole)
                .replace("**/", String.valueOf(FOLDERS))
                .replace("**", String.valueOf(ALL))
                .replace('*', NAME);
    }

    boolean isOpen() {
        return wanted.isEmpty();
    }

    boolean takes(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return isPattern ? new Match(lower).found() : lower.contains(wanted);
    }

    /** One try: goes on letter by letter, and where it cannot, lets the last sign that can take more take more. */
    private final class Match {
        private final String path;
        private int at;
        private int sign;
        private int name = -1;
        private int nameEnd;
        private int deep = -1;
        private int deepEnd;

        Match(String path) {
            this.path = path;
        }

        boolean found() {
            while (at < path.length() || sign < wanted.length()) {
                if (!step() && !widenName() && !widenDeep()) {
                    return false;
                }
            }
            return true;
        }

        private boolean step() {
            if (sign == wanted.length()) {
                return false;
            }
            char want = wanted.charAt(sign);
            if (want == NAME) {
                name = sign++;
                nameEnd = at;
                return true;
            }
            if (want == ALL || want == FOLDERS) {
                deep = sign++;
                deepEnd = at;
                name = -1;
                return true;
            }
            boolean fits = at < path.length() && (want == '?' ? path.charAt(at) != '/' : path.charAt(at) == want);
            at += fits ? 1 : 0;
            sign += fits ? 1 : 0;
            return fits;
        }

        private boolean widenName() {
            if (name < 0 || nameEnd == path.length() || path.charAt(nameEnd) == '/') {
                return false;
            }
            at = ++nameEnd;
            sign = name + 1;
            return true;
        }

        private boolean widenDeep() {
            if (deep < 0) {
                return false;
            }
            int next = wanted.charAt(deep) == ALL ? deepEnd + 1 : path.indexOf('/', deepEnd) + 1;
            if (next <= deepEnd || next > path.length()) {
                return false;
            }
            at = next;
            deepEnd = next;
            sign = deep + 1;
            name = -1;
            return true;
        }
    }
}
