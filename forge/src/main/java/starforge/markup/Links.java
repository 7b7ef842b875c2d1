package starforge.markup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the links and images of a file lead. Relative ones begin at the file's folder, those with a slash in front at the
 * top of the repository, and none leaves it.
 *
 * @param pages address of the repository's top as pages, encoded, as {@code /mira/lantern/blob/main/f/}
 * @param images the same as bytes, as {@code /mira/lantern/raw/main/f/}
 * @param folder where the file lies, as Git has it, {@code docs/guide} or "" for the top
 */
public record Links(String pages, String images, String folder) {
    /** What is put before every id of a text, so that it is never an id of the page around it. */
    static final String ID_PREFIX = "user-content-";

    private static final Set<String> OUTSIDE = Set.of("http", "https", "mailto");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    private static final Pattern PARTS = Pattern.compile("([^?#]*)(\\?[^#]*)?(?:#(.*))?", Pattern.DOTALL);
    /** Browsers leave these out before they look for the scheme (WHATWG URL, 4.4). */
    private static final Pattern IGNORED = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

    /**
     * Where a link leads.
     *
     * @param address ready for an attribute, not yet escaped
     * @param outside on another host, or a mail address
     */
    public record Target(String address, boolean outside) {}

    /** Where a link leads; empty when it must not be one. */
    public Optional<Target> page(String written) {
        return target(written, pages);
    }

    /** Where an image comes from; empty when it must not be shown. */
    public Optional<Target> image(String written) {
        return target(written, images).filter(target -> !target.address().startsWith("mailto:"));
    }

    private Optional<Target> target(String written, String top) {
        String plain = IGNORED.matcher(written).replaceAll("").strip();
        Matcher scheme = SCHEME.matcher(plain);
        if (scheme.matches()) {
            boolean allowed = OUTSIDE.contains(scheme.group(1).toLowerCase(Locale.ROOT));
            return allowed ? Optional.of(new Target(encoded(plain), true)) : Optional.empty();
        }
        if (plain.startsWith("//")) {
            return Optional.of(new Target("https:" + encoded(plain), true));
        }
        return plain.isEmpty() ? Optional.empty() : inside(plain, top);
    }

    private Optional<Target> inside(String plain, String top) {
        Matcher parts = PARTS.matcher(plain);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String path = parts.group(1);
        String rest = parts.group(2) == null ? "" : encoded(parts.group(2));
        String anchor = parts.group(3) == null ? "" : "#" + anchor(path, parts.group(3));
        if (path.isEmpty() && rest.isEmpty()) {
            return plain.length() > 1 ? Optional.of(new Target(anchor, false)) : Optional.empty();
        }
        return resolved(path).map(address -> new Target(top + address + rest + anchor, false));
    }

    /** An anchor in a text gets its prefix; one in code, as {@code #L10}, is an id of our own page. */
    private static String anchor(String path, String anchor) {
        return (path.isEmpty() || Markup.isRendered(path) ? ID_PREFIX : "") + encoded(anchor);
    }

    private Optional<String> resolved(String path) {
        Deque<String> parts = new ArrayDeque<>();
        String whole = path.startsWith("/") ? path : folder.replace("%", "%25") + "/" + path;
        for (String part : whole.split("/", -1)) {
            String plain = part.replaceAll("(?i)%2e", ".");
            if (plain.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!plain.isEmpty() && !plain.equals(".")) {
                parts.addLast(encoded(part).replace("?", "%3F").replace("#", "%23"));
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** Percent-encodes what may not stand in an address (RFC 3986); what is encoded already stays. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }
}
