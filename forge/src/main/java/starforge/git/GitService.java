package starforge.git;

import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import starforge.access.Level;
import starforge.access.Refusal;

/** The two services of smart HTTP (gitprotocol-http(5)). */
enum GitService {
    FETCH("git-upload-pack", Level.READ),
    PUSH("git-receive-pack", Level.WRITE);

    private final String word;
    private final Level needed;

    GitService(String word, Level needed) {
        this.word = word;
        this.needed = needed;
    }

    /** What one must be allowed to do with the repository. */
    Level needed() {
        return needed;
    }

    /** A media type: {@code application/x-git-upload-pack-result}. */
    String type(String part) {
        return "application/x-" + word + "-" + part;
    }

    /**
     * Which service an {@code info/refs} asks for; only there the query says it.
     *
     * @throws Refusal MALFORMED when it asks for none, as the dumb protocol does, or for another
     */
    static GitService asked(HttpServletRequest request) {
        List<String> words = Stream.of(String.valueOf(request.getQueryString()).split("&", -1))
                .filter(part -> part.startsWith("service="))
                .map(part -> part.substring("service=".length()))
                .toList();
        if (words.size() != 1) {
            throw dumb();
        }
        return Stream.of(values())
                .filter(service -> service.word.equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.MALFORMED, "git.services"));
    }

    /** The answer to the dumb protocol, the same for every repository, there or not. */
    static Refusal dumb() {
        return new Refusal(Refusal.Reason.MALFORMED, "git.dumb");
    }
}
