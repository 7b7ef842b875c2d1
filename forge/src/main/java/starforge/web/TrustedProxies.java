package starforge.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Only digits: a name would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|\\[?[0-9a-fA-F:.]{2,45}\\]?");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads a list of addresses and networks with commas between: {@code 127.0.0.1, 10.0.0.0/8, ::1}.
     *
     * @return empty when one of them is neither
     */
    public static Optional<TrustedProxies> of(String list) {
        List<Network> networks = new ArrayList<>();
        for (String each : list.isBlank() ? new String[0] : list.split(",", -1)) {
            Optional<Network> network = Network.of(each.strip());
            if (network.isEmpty()) {
                return Optional.empty();
            }
            networks.add(network.get());
        }
        return Optional.of(new TrustedProxies(networks));
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
            Optional<InetAddress> address = address(named.get(i).strip());
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
        return networks.stream().anyMatch(network -> network.has(address));
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Those addresses whose first bits are the same (RFC 4632). */
    private record Network(InetAddress first, int bits) {
        static Optional<Network> of(String text) {
            String[] parts = text.split("/", 2);
            Optional<InetAddress> first = address(parts[0]);
            int all = first.map(address -> 8 * address.getAddress().length).orElse(0);
            String bits = parts.length > 1 ? parts[1] : "" + all;
            boolean isOne = first.isPresent() && bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all;
            return isOne ? Optional.of(new Network(first.get(), Integer.parseInt(bits))) : Optional.empty();
        }

        boolean has(InetAddress other) {
            byte[] mine = first.getAddress();
            byte[] its = other.getAddress();
            boolean same = mine.length == its.length;
            for (int bit = 0; same && bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                same = (mine[bit / 8] & mask) == (its[bit / 8] & mask);
            }
            return same;
        }
    }
}
