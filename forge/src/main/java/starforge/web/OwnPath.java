package starforge.web;

import java.util.Optional;

/** Addresses that lead back to us and nowhere else, for {@code ?next=}. */
public final class OwnPath {
    private OwnPath() {}

    /** Says whether a browser takes this for a path on this very server: {@code /a}, not {@code //a}, {@code /\a}. */
    public static boolean isOwn(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(c -> c == '\\' || c <= ' ' || c == 127)
                && path.length() <= 2000;
    }

    /** The path when it is our own, otherwise the front page. */
    public static String orHome(Optional<String> path) {
        return path.filter(OwnPath::isOwn).orElse("/");
    }
}
