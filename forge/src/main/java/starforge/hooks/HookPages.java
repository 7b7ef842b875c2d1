package starforge.hooks;

import java.util.Map;
import starforge.repos.RepoView;
import starforge.repos.SettingsList;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/hooks}: which tasks follow a push. */
public final class HookPages implements SettingsList.Things {
    private final Hooks hooks;
    private final RepoView view;

    public HookPages(Hooks hooks, RepoView view) {
        this.hooks = hooks;
        this.view = view;
    }

    public void addTo(Routes routes) {
        new SettingsList(view, "settings/hooks", "repos/hooks", this).addTo(routes);
    }

    @Override
    public Map<String, Object> shown(Exchange exchange) {
        return Map.of(
                "hooks", hooks.of(exchange.repo()),
                "hasBroker", hooks.hasBroker(),
                "form", Map.of("task", exchange.form("task"), "pattern", exchange.form("pattern")));
    }

    @Override
    public Notice add(Exchange exchange) {
        String task = exchange.form("task").strip();
        hooks.add(
                exchange.who(), exchange.repo(), task, exchange.form("pattern").strip());
        return Notice.ok("hooks.added", task);
    }

    @Override
    public Notice remove(Exchange exchange, long id) {
        hooks.remove(exchange.who(), exchange.repo(), id);
        return Notice.ok("hooks.removed");
    }
}
