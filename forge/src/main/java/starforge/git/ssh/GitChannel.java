package starforge.git.ssh;

import java.util.List;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/** A channel on which one can run a command and say which protocol of Git one speaks; whatever else is asked is refused. */
final class GitChannel extends ChannelSession {
    static final String PROTOCOL = "GIT_PROTOCOL";
    private static final int LONGEST = 100;

    GitChannel() {
        super(List.of());
    }

    @Override
    protected RequestHandler.Result handleInternalRequest(String type, boolean wantReply, Buffer buffer)
            throws java.io.IOException {
        return switch (type) {
            case "env", "exec", "shell" -> super.handleInternalRequest(type, wantReply, buffer);
            default -> RequestHandler.Result.ReplyFailure;
        };
    }

    @Override
    protected RequestHandler.Result handleEnvParsed(String name, String value) throws java.io.IOException {
        return name.equals(PROTOCOL) && value.length() <= LONGEST
                ? super.handleEnvParsed(name, value)
                : RequestHandler.Result.ReplyFailure;
    }
}
