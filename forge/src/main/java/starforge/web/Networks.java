package starforge.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Some addresses and networks (RFC 4632). */
public final class Networks {
    public static final Networks NONE = new Networks(List.of());

    /** Only digits: a name would be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|\\[?[0-9a-fA-F:.]{2,45}\\]?");

    private final List<Network> all;

    private Networks(List<Network> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads a list of addresses and networks with commas between: {@code 127.0.0.1, 10.0.0.0/8, ::1}.
     *
     * @return empty when one of them is neither
     */
    public static Optional<Networks> of(String list) {
        List<Network> networks = new ArrayList<>();
        for (String each : list.isBlank() ? new String[0] : list.split(",", -1)) {
            Optional<Network> network = Network.of(each.strip());
            if (network.isEmpty()) {
                return Optional.empty();
            }
            networks.add(network.get());
        }
        return Optional.of(new Networks(networks));
    }

    /** Reads an address written in digits; a name is none. */
    static Optional<InetAddress> address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean have(InetAddress address) {
        return all.stream().anyMatch(network -> network.has(address.getAddress()));
    }

    /** Those addresses whose first bits are the same. */
    @SuppressWarnings("ArrayRecordComponent") // it is never compared
    private record Network(byte[] first, int bits) {
        static Optional<Network> of(String text) {
            String[] parts = text.split("/", 2);
            Optional<byte[]> first = address(parts[0]).map(InetAddress::getAddress);
            int all = first.map(bytes -> 8 * bytes.length).orElse(0);
            String bits = parts.length > 1 ? parts[1] : "" + all;
            boolean isOne = first.isPresent() && bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= all;
            return isOne ? Optional.of(new Network(first.get(), Integer.parseInt(bits))) : Optional.empty();
        }

        boolean has(byte[] other) {
            boolean same = first.length == other.length;
            for (int bit = 0; same && bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                same = (first[bit / 8] & mask) == (other[bit / 8] & mask);
            }
            return same;
        }
    }
}
