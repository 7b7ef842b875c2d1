package starforge.keys;

import java.util.Map;
import starforge.repos.RepoView;
import starforge.repos.SettingsList;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/keys}: the keys that open one repository alone. */
public final class DeployKeyPages implements SettingsList.Things {
    private final Keys keys;
    private final RepoView view;

    public DeployKeyPages(Keys keys, RepoView view) {
        this.keys = keys;
        this.view = view;
    }

    public void addTo(Routes routes) {
        new SettingsList(view, "settings/keys", "repos/keys", this).addTo(routes);
    }

    @Override
    public Map<String, Object> shown(Exchange exchange) {
        Map<String, Object> form = Map.of(
                "title", exchange.form("title"),
                "ssh_key", Keys.shownAgain(exchange.form("ssh_key")),
                "pushaccess", Forms.isChecked(exchange, "pushaccess"));
        return Map.of("keys", keys.of(exchange.repo()), "form", form);
    }

    @Override
    public Notice add(Exchange exchange) {
        keys.add(
                exchange.who(),
                exchange.repo(),
                exchange.form("title"),
                exchange.form("ssh_key"),
                Forms.isChecked(exchange, "pushaccess"));
        return Notice.ok("deploy-keys.added");
    }

    @Override
    public Notice remove(Exchange exchange, long id) {
        keys.remove(exchange.who(), exchange.repo(), id);
        return Notice.ok("deploy-keys.removed");
    }
}
