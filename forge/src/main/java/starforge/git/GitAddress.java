package starforge.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import starforge.access.RepoName;

/**
 * What a Git client asks for, read from the path as it came over the wire. Names of repositories need no encoding, so a path
 * with a percent sign, semicolon, backslash, empty or dotted segment is never one of these: nothing is decoded here, and so
 * nothing can be decoded twice.
 *
 * @param repo which repository
 * @param what which of its services
 */
record GitAddress(RepoName repo, What what) {
    private static final Pattern SERVICE =
            Pattern.compile("/(\\w[A-Za-z0-9._/-]*)/(info/refs|git-upload-pack|git-receive-pack)");
    private static final Pattern DUMB = Pattern.compile("/(\\w[A-Za-z0-9._/-]*\\.git)/(HEAD|objects/.*)");
    private static final Pattern FRONT = Pattern.compile("/(\\w[A-Za-z0-9._/-]*\\.git)/?");

    /** The services of a repository (gitprotocol-http(5)). */
    enum What {
        INFO_REFS,
        UPLOAD_PACK,
        RECEIVE_PACK,
        /** A file of the dumb protocol. */
        DUMB,
        /** The address that one clones, opened in a browser. */
        FRONT
    }

    /** Reads a path; empty when it is no Git address, and so a page's. */
    static Optional<GitAddress> of(String rawPath) {
        return match(SERVICE, rawPath).or(() -> match(DUMB, rawPath)).or(() -> match(FRONT, rawPath));
    }

    private static Optional<GitAddress> match(Pattern pattern, String rawPath) {
        Matcher matcher = pattern.matcher(rawPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        What what = pattern == FRONT ? What.FRONT : pattern == DUMB ? What.DUMB : service(matcher.group(2));
        return RepoName.parse(matcher.group(1)).map(repo -> new GitAddress(repo, what));
    }

    private static What service(String word) {
        return switch (word) {
            case "git-upload-pack" -> What.UPLOAD_PACK;
            case "git-receive-pack" -> What.RECEIVE_PACK;
            default -> What.INFO_REFS;
        };
    }
}
