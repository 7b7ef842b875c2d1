package starforge.code;

import java.util.Locale;
import java.util.Map;
import starforge.git.read.Entry;
import starforge.git.read.File;

/**
 * How the bytes of a file are sent. Whatever is not surely harmless in a browser is sent to be saved, and all of it into a
 * sandbox (Content Security Policy Level 3, 6.3.1).
 *
 * @param mime for {@code Content-Type}
 * @param policy for {@code Content-Security-Policy}
 * @param inline whether a browser may show it
 */
record RawType(String mime, String policy, boolean inline) {
    private static final String CLOSED = "sandbox; default-src 'none'";
    private static final Map<String, String> IMAGES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "avif", "image/avif");

    private static final RawType TEXT = new RawType("text/plain; charset=utf-8", CLOSED, true);
    /** Harmless in a page as a picture, which is how pages show it; opened alone it would be a document that can run. */
    private static final RawType SVG = new RawType("image/svg+xml", CLOSED + "; style-src 'unsafe-inline'", false);

    private static final RawType BYTES = new RawType("application/octet-stream", CLOSED, false);

    /** By contents first, then by the ending of the name; a link is the text of where it points. */
    static RawType of(String name, File file) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (file.kind() == Entry.Kind.LINK) {
            return TEXT;
        }
        if (!file.binary()) {
            return ending.equals("svg") ? SVG : TEXT;
        }
        return IMAGES.containsKey(ending) ? new RawType(IMAGES.getOrDefault(ending, ""), CLOSED, true) : BYTES;
    }

    boolean isImage() {
        return mime.startsWith("image/");
    }
}
