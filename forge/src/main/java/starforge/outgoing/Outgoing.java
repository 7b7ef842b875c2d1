package starforge.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.client.util.BytesContentProvider;
import org.eclipse.jetty.client.util.InputStreamResponseListener;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.HttpCookieStore;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * Sends requests to addresses that people name. A name is looked up once for each request, its addresses are looked at, and the
 * connection goes to one of just these. No redirect is followed, no proxy asked, no cookie kept, nothing unpacked, and of the
 * answer only the beginning is read.
 */
public final class Outgoing implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_HEADERS = 8192;

    private final HttpClient client;

    /**
     * What came back.
     *
     * @param status as in HTTP
     * @param start the first bytes of the body as UTF-8, at most a kilobyte
     */
    public record Answer(int status, String start) {
        public static final int MOST_BYTES = 1024;

        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    public Outgoing(Reach reach) {
        this.client = new HttpClient(new SslContextFactory.Client());
        client.setSocketAddressResolver(new Checked(reach));
        client.setFollowRedirects(false);
        client.setCookieStore(new HttpCookieStore.Empty());
        client.setConnectTimeout(CONNECTING.toMillis());
        client.setIdleTimeout(LONGEST.toMillis());
        client.setResponseBufferSize(MOST_HEADERS);
        client.setUserAgentField(null);
        client.setName("outgoing");
    }

    /** Gives out only addresses that were looked at. */
    private record Checked(Reach reach) implements SocketAddressResolver {
        @Override
        public void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
            try {
                List<InetAddress> addresses = reach.of(host);
                promise.succeeded(addresses.stream()
                        .map(address -> new InetSocketAddress(address, port))
                        .toList());
            } catch (Refusal refusal) {
                promise.failed(refusal);
            }
        }
    }

    /**
     * Posts a body, and waits for the answer.
     *
     * @throws Refusal INVALID when the address is not to be reached; UNAVAILABLE when nobody answers there now, or not in 10
     *     seconds
     */
    public Answer post(URI address, Map<String, String> headers, byte[] body) throws InterruptedException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        request(address, headers, body).send(listener);
        try {
            int status = listener.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS).getStatus();
            return new Answer(status, start(listener));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal(e, Reason.UNAVAILABLE, "outgoing.no-answer");
        } catch (TimeoutException e) {
            throw new Refusal(e, Reason.UNAVAILABLE, "outgoing.no-answer");
        }
    }

    private Request request(URI address, Map<String, String> headers, byte[] body) {
        started().getContentDecoderFactories().clear();
        Request request = client.POST(Reach.address(address.toString(), ""))
                .content(new BytesContentProvider(body))
                // The next one looks its name up again.
                .header(HttpHeader.CONNECTION, "close")
                .header(HttpHeader.ACCEPT_ENCODING, null)
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        headers.forEach(request::header);
        return request;
    }

    /** Its threads are made when the first request goes out. */
    private synchronized HttpClient started() {
        try {
            if (!client.isStarted()) {
                client.start();
            }
            return client;
        } catch (Exception e) {
            throw new IllegalStateException("The client does not start", e);
        }
    }

    /** What does not come in time is left out: the status is what counts. */
    private static String start(InputStreamResponseListener listener) {
        try (InputStream in = listener.getInputStream()) {
            return new String(in.readNBytes(Answer.MOST_BYTES), StandardCharsets.UTF_8).replace((char) 0, (char) 32);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    @Override
    public synchronized void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The client does not stop", e);
        }
    }
}
