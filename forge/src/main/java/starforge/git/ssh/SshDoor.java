package starforge.git.ssh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Gate;
import starforge.access.KeyAuthenticator;
import starforge.git.Conversations;

/** The SSH server, once it is open: what it offers, and to whom. All that is not set here is refused. */
final class SshDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshDoor.class);

    private final SshServer server;
    private final Crowd crowd;

    private SshDoor(SshServer server, Crowd crowd) {
        this.server = server;
        this.crowd = crowd;
    }

    /** Opens it; {@link java.net.BindException} when the port is taken. */
    static SshDoor open(
            GitSsh.Place place,
            SshLimits limits,
            Gate gate,
            KeyAuthenticator keys,
            Conversations conversations,
            ExecutorService threads,
            ScheduledExecutorService clock)
            throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(place.host());
        server.setPort(place.port());
        server.setScheduledExecutorService(clock, false);
        server.setKeyPairProvider(KeyPairProvider.wrap(new HostKeys(place.keys()).load()));
        Algorithms.choose(server);
        limit(server, limits);
        KeyDoor door = new KeyDoor(keys);
        offer(server, new Desk(gate, door, conversations), threads);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(door);
        Crowd crowd = new Crowd(limits);
        server.addSessionListener(crowd);
        server.start();
        return new SshDoor(server, crowd);
    }

    private static void limit(SshServer server, SshLimits limits) {
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Starforge");
        CoreModuleProperties.AUTH_TIMEOUT.set(server, limits.grace());
        CoreModuleProperties.IDLE_TIMEOUT.set(server, limits.idle());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, limits.tries());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, limits.channels());
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
    }

    private static void offer(SshServer server, Desk desk, ExecutorService threads) {
        server.setChannelFactories(List.of(new Channels()));
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of());
        server.setShellFactory(channel -> new Errand(threads, line -> desk.greet(channel.getServerSession())));
        server.setCommandFactory(
                (channel, command) -> new Errand(threads, line -> desk.run(command, channel.getServerSession(), line)));
    }

    /** Channels of the kind that runs commands, and of no other. */
    private static final class Channels implements ChannelFactory {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            return new GitChannel();
        }
    }

    int port() {
        return server.getPort();
    }

    int connections() {
        return crowd.count();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            LOG.info("SSH was not closed in order: {}", e.toString());
        }
    }
}
