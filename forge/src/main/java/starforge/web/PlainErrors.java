package starforge.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Says in one plain line what no page of ours could: broken HTTP, a method nobody knows. Never a stack trace. */
final class PlainErrors extends ErrorHandler {
    @Override
    public void doError(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        String sentence = response.getStatus() + " " + HttpStatus.getMessage(response.getStatus()) + "\n";
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(sentence.getBytes(StandardCharsets.UTF_8));
    }
}
