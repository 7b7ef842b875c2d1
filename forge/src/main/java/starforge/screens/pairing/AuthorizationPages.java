package starforge.screens.pairing;

import java.util.LinkedHashMap;
import java.util.Map;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.web.Exchange;
import starforge.web.Routes;

/** The device's half of the pairing: {@code /-/device/authorization} and {@code /-/device/token} (RFC 8628). */
public final class AuthorizationPages {
    private static final int LONGEST = 100;

    private final Pairings pairings;

    public AuthorizationPages(Pairings pairings) {
        this.pairings = pairings;
    }

    public void addTo(Routes routes) {
        routes.postFromAnywhere("/-/device/authorization", this::authorization);
        routes.postFromAnywhere("/-/device/token", this::token);
    }

    private Object authorization(Exchange exchange) {
        String model = text(exchange, "model");
        if (model.isEmpty()) {
            return refused(exchange, "invalid_request");
        }
        Pairings.Begun begun = pairings.begin(model, text(exchange, "name"), exchange.remote());
        String address = exchange.base() + "/pair";
        String complete = address + "?user_code=" + begun.userCode();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", begun.deviceCode());
        answer.put("user_code", begun.userCode().toString());
        answer.put("verification_uri", address);
        answer.put("verification_uri_complete", complete);
        answer.put("verification_qr", QrPicture.of(complete));
        answer.put("expires_in", Pairings.LASTS.toSeconds());
        answer.put("interval", Pairings.PAUSE);
        return unkept(exchange).json(answer);
    }

    /** What a stranger says of itself is shown to an administrator: plain and short. */
    private static String text(Exchange exchange, String field) {
        String text = exchange.form(field).strip().replaceAll("\\p{C}", "");
        if (text.length() > LONGEST) {
            throw new Refusal(Reason.MALFORMED, "screens.long", field);
        }
        return text;
    }

    private Object token(Exchange exchange) {
        if (exchange.form("device_code").isEmpty()) {
            return refused(exchange, "invalid_request");
        }
        Answer answer = pairings.ask(exchange.form("device_code"));
        if (answer instanceof Answer.Yes yes) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("access_token", yes.token());
            fields.put("token_type", "Bearer");
            fields.put("boards", yes.boards());
            return unkept(exchange).json(fields);
        }
        return refused(exchange, ((Answer.No) answer).error());
    }

    private static Object refused(Exchange exchange, String error) {
        return unkept(exchange).status(Reason.MALFORMED.status()).json(Map.of("error", error));
    }

    private static Exchange unkept(Exchange exchange) {
        return exchange.header("Cache-Control", "no-store");
    }
}
