package starforge.git.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.git.Conversations.Line;

/** One command of a client, done on a thread of its own. The thread ends with the client: its streams break. */
final class Errand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

    private final Executor threads;
    private final Work work;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, immediately) -> {};

    /** What is to be done. */
    @FunctionalInterface
    interface Work {
        /** Does it, and gives back a sentence for the client's standard error, or "". */
        String on(Line line) throws IOException;
    }

    Errand(Executor threads, Work work) {
        this.threads = threads;
        this.work = work;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        String protocol = environment.getEnv().getOrDefault(GitChannel.PROTOCOL, "");
        Line line = new Line(in, out, List.of(protocol.split(":", -1)), () -> channel.getSession()
                .close(true));
        threads.execute(() -> run(line));
    }

    private void run(Line line) {
        int status = 1;
        try {
            status = say(work.on(line), 0);
        } catch (Refusal e) {
            status = told(e::text);
        } catch (IOException e) {
            LOG.debug("A client has gone", e);
        } catch (RuntimeException e) {
            LOG.error("A command over SSH failed", e);
            status = told(() -> "Something went wrong on the server. Its log has more.");
        } finally {
            exit.onExit(status);
        }
    }

    private int told(Supplier<String> sentence) {
        try {
            return say(sentence.get(), 1);
        } catch (IOException e) {
            LOG.debug("A client has gone", e);
            return 1;
        }
    }

    private int say(String sentence, int status) throws IOException {
        if (!sentence.isEmpty()) {
            err.write((sentence + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        err.flush();
        return status;
    }

    /** The client has gone; its streams are closed, which ends the work. */
    @Override
    public void destroy(ChannelSession channel) {}
}
