package starforge.screens.pairing;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import starforge.access.Refusal;
import starforge.account.Proof;
import starforge.admin.AdminRoutes;
import starforge.boards.Boards;
import starforge.screens.ChosenBoards;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/**
 * {@code /pair}: an administrator's half. A link that somebody sent may fill in the code, but nothing is approved without the
 * password, and the page says to compare with the screen itself (RFC 8628, section 5.4).
 */
public final class PairPages {
    private static final String HOME = "/pair";

    private final Pairings pairings;
    private final Boards boards;
    private final Proof proof;
    private final WrongCodes wrongCodes = new WrongCodes(Ticker.systemTicker());

    public PairPages(Pairings pairings, Boards boards, Proof proof) {
        this.pairings = pairings;
        this.boards = boards;
        this.proof = proof;
    }

    public void addTo(Routes all) {
        AdminRoutes routes = new AdminRoutes(all);
        routes.get(HOME, exchange -> Forms.orAgain(exchange, this::begin, wrong -> show(exchange, wrong)));
        routes.post(HOME, exchange -> Forms.orAgain(exchange, this::decide, wrong -> again(exchange, wrong)));
    }

    private Object begin(Exchange exchange) {
        if (exchange.query("user_code").orElse("").isBlank()) {
            return show(exchange, Map.of());
        }
        UserCode code = typed(exchange);
        return show(exchange, Map.of("pairing", waiting(exchange, code), "code", code.toString()));
    }

    private UserCode typed(Exchange exchange) {
        wrongCodes.check(exchange.who().name(), exchange.remote());
        return UserCode.typed(exchange.form("user_code")).orElseThrow(() -> unknown(exchange));
    }

    private Pairing waiting(Exchange exchange, UserCode code) {
        return pairings.find(code).orElseThrow(() -> unknown(exchange));
    }

    private Refusal unknown(Exchange exchange) {
        wrongCodes.wrong(exchange.who().name(), exchange.remote());
        return Refusal.invalid("user_code", "screens.no-code");
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        Map<String, Object> model = new HashMap<>();
        model.put("boards", boards.all());
        model.put("typed", exchange.form("user_code"));
        model.put("name", exchange.form("name"));
        model.put("chosen", exchange.forms("board"));
        model.putAll(more);
        return exchange.html("screens/pair", model);
    }

    /** The form once more; the device is named again only where its code was right. */
    private Object again(Exchange exchange, Map<String, Object> wrong) {
        Map<String, Object> model = new HashMap<>(wrong);
        Optional<UserCode> code = UserCode.typed(exchange.form("user_code"));
        code.flatMap(pairings::find).ifPresent(pairing -> {
            model.put("pairing", pairing);
            model.put("code", code.get().toString());
        });
        return show(exchange, model);
    }

    private Object decide(Exchange exchange) {
        UserCode code = typed(exchange);
        waiting(exchange, code);
        if (Forms.isChecked(exchange, "deny")) {
            pairings.deny(code);
            return exchange.redirect("/admin/screens", Notice.ok("screens.denied"));
        }
        proof.of(exchange);
        pairings.approve(exchange.who(), code, exchange.form("name"), ChosenBoards.of(exchange, boards));
        return exchange.redirect(
                "/admin/screens",
                Notice.ok("screens.paired", exchange.form("name").strip()));
    }
}
