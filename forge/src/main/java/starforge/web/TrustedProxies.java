package starforge.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The proxies in front of this server. Of a request that one of them passes on, the client is the last address in
 * {@code X-Forwarded-For} that is none of them, and {@code X-Forwarded-Proto} says whether it came encrypted. From anybody
 * else these headers mean nothing, as anybody can send them.
 */
public final class TrustedProxies implements HttpConfiguration.Customizer {
    public static final TrustedProxies NONE = new TrustedProxies(Networks.NONE);

    private final Networks networks;

    private TrustedProxies(Networks networks) {
        this.networks = networks;
    }

    /**
     * Reads a list of addresses and networks with commas between: {@code 127.0.0.1, 10.0.0.0/8, ::1}.
     *
     * @return empty when one of them is neither
     */
    public static Optional<TrustedProxies> of(String list) {
        return Networks.of(list).map(TrustedProxies::new);
    }

    @Override
    public void customize(Connector connector, HttpConfiguration configuration, Request request) {
        InetSocketAddress from = request.getHttpChannel().getRemoteAddress();
        if (networks.isEmpty() || from == null || !isTrusted(from.getAddress())) {
            return;
        }
        client(request).ifPresent(client -> request.setRemoteAddr(new InetSocketAddress(client, from.getPort())));
        if ("https".equalsIgnoreCase(request.getHttpFields().get(HttpHeader.X_FORWARDED_PROTO))) {
            request.setScheme("https");
            request.setSecure(true);
        }
    }

    /** Read from the end, as each proxy adds whom it got the request from, and what stands before may be made up. */
    private Optional<InetAddress> client(Request request) {
        List<String> named = new ArrayList<>();
        for (HttpField field : request.getHttpFields()) {
            if (field.getHeader() == HttpHeader.X_FORWARDED_FOR) {
                named.addAll(List.of(field.getValue().split(",", -1)));
            }
        }
        Optional<InetAddress> client = Optional.empty();
        for (int i = named.size() - 1; i >= 0; i--) {
            Optional<InetAddress> address = Networks.address(named.get(i).strip());
            if (address.isEmpty()) {
                return client;
            }
            client = address;
            if (!isTrusted(address.get())) {
                return client;
            }
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return networks.have(address);
    }
}
