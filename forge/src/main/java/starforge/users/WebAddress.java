package starforge.users;

import java.net.URI;
import java.net.URISyntaxException;
import starforge.access.Refusal;

/** Web addresses that people give for others to follow. */
public final class WebAddress {
    private static final int LONGEST = 200;

    private WebAddress() {}

    /**
     * Checks an address: http or https (RFC 9110) with a host and without a password, so that it leads where it says.
     *
     * @param field name of the form field
     * @return the address, "" for none
     * @throws Refusal INVALID at the field
     */
    public static String typed(String field, String text) {
        String address = text.strip();
        if (address.isEmpty()) {
            return "";
        }
        if (address.length() > LONGEST || !leadsToTheWeb(address)) {
            throw Refusal.invalid(field, "web-address.wrong", LONGEST);
        }
        return address;
    }

    private static boolean leadsToTheWeb(String address) {
        try {
            URI uri = new URI(address);
            return address.chars().allMatch(c -> c > ' ' && c < 127)
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
