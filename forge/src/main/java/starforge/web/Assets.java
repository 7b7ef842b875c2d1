package starforge.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.words.Words;

/**
 * The static files of the theme at addresses that change with their content, so that browsers keep them for ever. One hash
 * covers the whole theme, so that files may name each other by relative paths.
 */
final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");
    private static final List<String> HASHED = List.of(
            "starforge.js",
            "search.js",
            "morph.js",
            "board.js",
            "search.css",
            "stars.css",
            "board.css",
            "icons.svg",
            "img/favicon.svg",
            "fonts/inter-var.woff2",
            "fonts/mono-var.woff2");

    private static final String SCRIPT = "starforge.js";

    private final Theme theme;
    private final String prefix;

    Assets(Theme theme) {
        this.theme = theme;
        this.prefix = "/-/theme/" + hash() + "/";
    }

    private String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String path : HASHED) {
                sha256.update(path.getBytes(StandardCharsets.UTF_8));
                sha256.update(theme.file(path).orElse(new byte[0]));
            }
            sha256.update(words());
            theme.styleSheets()
                    .forEach(sheet -> sha256.update(theme.styleSheet(sheet).orElse(new byte[0])));
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String address(String path) {
        return prefix + path;
    }

    /** Whether an address is one of this theme as it is now. */
    boolean isAt(String path) {
        return path.startsWith(prefix);
    }

    List<String> styleSheets() {
        return theme.styleSheets().stream().map(this::address).toList();
    }

    /** Answers {@code /-/theme/<hash>/<path>}, decoded; an old hash is answered too, but not kept. */
    Object answer(Exchange exchange, String path) {
        String[] parts = path.split("/", 5);
        String file = parts.length == 5 ? parts[4] : "";
        byte[] bytes = file.equals(SCRIPT) ? script() : file(file);
        boolean isCurrent = path.equals(prefix + file);
        exchange.header("Cache-Control", isCurrent ? "public, max-age=31536000, immutable" : "no-cache");
        exchange.type(TYPES.getOrDefault(file.substring(file.lastIndexOf('.') + 1), "application/octet-stream"));
        return bytes;
    }

    private byte[] file(String file) {
        return theme.styleSheet(file)
                .or(() -> file.isEmpty() ? Optional.empty() : theme.file(file))
                .orElseThrow(Refusal::notFound);
    }

    /** The script behind the words it uses. */
    private byte[] script() {
        byte[] said = words();
        byte[] script = file(SCRIPT);
        byte[] both = Arrays.copyOf(said, said.length + script.length);
        System.arraycopy(script, 0, both, said.length, script.length);
        return both;
    }

    private static byte[] words() {
        String words = "const words = " + Exchange.toJson(Words.english().of("time.", "script.")) + ";\n";
        return words.getBytes(StandardCharsets.UTF_8);
    }
}
