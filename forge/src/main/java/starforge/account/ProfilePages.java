package starforge.account;

import java.util.HashMap;
import java.util.Map;
import starforge.users.Profile;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /settings}: what others see of an account, and its mail address. */
final class ProfilePages implements AccountPages.Part {
    private static final String HOME = "/settings";

    private final Users users;
    private final Proof proof;

    ProfilePages(Users users, Proof proof) {
        this.users = users;
        this.proof = proof;
    }

    @Override
    public void addTo(Routes routes) {
        routes.userGet(HOME, exchange -> show(exchange, Map.of()));
        routes.userPost(
                HOME + "/profile",
                exchange -> Forms.orAgain(
                        exchange, this::describe, wrong -> show(exchange, typedProfile(exchange, wrong))));
        routes.userPost(
                HOME + "/email",
                exchange -> Forms.orAgain(exchange, this::email, wrong -> show(exchange, typedEmail(exchange, wrong))));
    }

    private Object show(Exchange exchange, Map<String, ?> more) {
        User user = users.get(exchange.who().name());
        Map<String, Object> model = new HashMap<>();
        model.put("profile", user.profile());
        model.put("email", user.email());
        model.putAll(more);
        return exchange.html("account/profile", model);
    }

    private static Map<String, Object> typedProfile(Exchange exchange, Map<String, Object> wrong) {
        Map<String, Object> model = new HashMap<>(wrong);
        model.put("profile", new Profile(exchange.form("full_name"), exchange.form("website"), exchange.form("about")));
        return model;
    }

    private static Map<String, Object> typedEmail(Exchange exchange, Map<String, Object> wrong) {
        Map<String, Object> model = new HashMap<>(wrong);
        model.put("email", exchange.form("email"));
        return model;
    }

    private Object describe(Exchange exchange) {
        Profile profile = Profile.typed(exchange.form("full_name"), exchange.form("website"), exchange.form("about"));
        users.setProfile(users.get(exchange.who().name()), profile);
        return exchange.redirect(HOME, Notice.ok("account.profile-saved"));
    }

    private Object email(Exchange exchange) {
        users.setEmail(proof.of(exchange), exchange.form("email").strip());
        return exchange.redirect(HOME, Notice.ok("account.email-saved"));
    }
}
