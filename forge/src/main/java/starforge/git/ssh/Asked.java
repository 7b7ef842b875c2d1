package starforge.git.ssh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import starforge.access.Level;
import starforge.access.RepoName;

/**
 * The command that a Git client sends: a service and one path, in quotes or not. Names need no quoting, so nothing is
 * unquoted and nothing is ever run.
 *
 * @param service what it is for
 * @param repo which repository; empty when the path can name none
 */
record Asked(Service service, Optional<RepoName> repo) {
    private static final Pattern COMMAND =
            Pattern.compile("git[- ](upload-pack|receive-pack) +(?:'([^']{1,400})'|([^' ]{1,400})) *");

    /** What one can do, and what one must be allowed to. */
    enum Service {
        FETCH(Level.READ),
        PUSH(Level.WRITE);

        private final Level needed;

        Service(Level needed) {
            this.needed = needed;
        }

        Level needed() {
            return needed;
        }
    }

    /** Reads a command; empty when it is another one. */
    static Optional<Asked> of(String command) {
        Matcher matcher = COMMAND.matcher(command);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        String bare = path.replaceFirst("^/", "").replaceFirst("/$", "");
        Service service = matcher.group(1).equals("upload-pack") ? Service.FETCH : Service.PUSH;
        return Optional.of(new Asked(service, RepoName.parse(bare)));
    }
}
