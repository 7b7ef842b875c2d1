package starforge.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.console.Call.Result;
import starforge.words.Words;

/**
 * Takes admin commands from other processes of the same user, by a Unix socket in a folder that only that user can enter. One
 * call a connection: a {@link Call} as JSON, end of output, a {@link Result} as JSON.
 */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Socket addresses have room for 108 bytes (unix(7)); a data folder with a longer name points elsewhere. */
    private static final int LONGEST_PATH = 100;

    private final Desk desk;
    private final Path pointer;
    private final ServerSocketChannel listening;
    private final Path socket;
    private final Thread thread = new Thread(this::run, "console");

    /** Opens the socket of a data folder; whoever holds the folder's lock may. */
    public Console(Path data, Desk desk) {
        this.desk = desk;
        this.pointer = data.resolve("console");
        try {
            this.socket = place(data);
            Files.deleteIfExists(socket);
            this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            Files.writeString(pointer, socket.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
    }

    private static Path place(Path data) throws IOException {
        Path near = data.toAbsolutePath().resolve("console.sock");
        return near.toString().length() <= LONGEST_PATH
                ? near
                : Files.createTempDirectory("starforge").resolve("console.sock");
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (listening.isOpen()) {
            try (SocketChannel caller = listening.accept()) {
                answer(caller);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("An admin command broke", e);
            }
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        InputStream in = Channels.newInputStream(caller);
        OutputStream out = Channels.newOutputStream(caller);
        Call call = JSON.readValue(in.readAllBytes(), Call.class);
        out.write(JSON.writeValueAsBytes(run(call)));
        out.flush();
    }

    private Result run(Call call) {
        try {
            return AdminCommands.run(desk, call);
        } catch (RuntimeException e) {
            LOG.error("An admin command broke: {}", call.arguments(), e);
            return new Result(1, "", Words.english().say("console.broken") + "\n");
        }
    }

    /**
     * Has a command done by the forge that runs on a data folder.
     *
     * @throws IOException when none answers
     */
    public static Result ask(Path data, Call call) throws IOException {
        Path socket = Path.of(Files.readString(data.resolve("console")));
        try (SocketChannel forge = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            OutputStream out = Channels.newOutputStream(forge);
            out.write(JSON.writeValueAsBytes(call));
            out.flush();
            forge.shutdownOutput();
            return JSON.readValue(Channels.newInputStream(forge).readAllBytes(), Result.class);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(pointer);
        } catch (IOException e) {
            LOG.warn("The console socket could not be removed: {}", e.toString());
        }
    }
}
