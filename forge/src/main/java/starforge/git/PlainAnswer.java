package starforge.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import starforge.access.Refusal;
import starforge.words.Words;

/** Answers that are one sentence; Git shows them to its user when they are plain text. */
final class PlainAnswer {
    private PlainAnswer() {}

    static void say(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write((sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Says no, with what a client needs to try again: how to sign in (RFC 7617), or when. */
    static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        if (refusal.reason() == Refusal.Reason.LOGIN) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Starforge\"");
        }
        if (!refusal.retryAfter().isZero()) {
            response.setHeader(
                    "Retry-After",
                    String.valueOf(Math.max(1, refusal.retryAfter().toSeconds())));
        }
        say(response, refusal.reason().status(), refusal.text());
    }

    /** Says whether the method is one of these, and answers 405 when it is not. */
    static boolean allows(HttpServletRequest request, HttpServletResponse response, String... methods)
            throws IOException {
        boolean allowed = List.of(methods).contains(request.getMethod());
        if (!allowed) {
            response.setHeader("Allow", String.join(", ", methods));
            say(response, Refusal.Reason.METHOD.status(), say("git.method", String.join(" / ", methods)));
        }
        return allowed;
    }

    private static String say(String key, Object... values) {
        return Words.english().say(key, values);
    }
}
