package starforge.repos;

import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /<repo>/settings/branches}: which branches are protected. */
final class BranchSettingsPages implements SettingsList.Things {
    private final Protections protections;
    private final RepoView view;

    BranchSettingsPages(Protections protections, RepoView view) {
        this.protections = protections;
        this.view = view;
    }

    void addTo(Routes routes) {
        new SettingsList(view, "settings/branches", "repos/branches", this).addTo(routes);
    }

    @Override
    public Map<String, Object> shown(Exchange exchange) {
        return Map.of("rules", protections.of(exchange.repo()), "form", Map.of("pattern", exchange.form("pattern")));
    }

    @Override
    public Notice add(Exchange exchange) {
        String pattern = exchange.form("pattern").strip();
        protections.add(exchange.who(), exchange.repo(), pattern, level(exchange.form("level")));
        return Notice.ok("protection.added", pattern);
    }

    private static Level level(String word) {
        return Level.of(word)
                .filter(level -> level.includes(Level.WRITE))
                .orElseThrow(() -> Refusal.invalid("level", "protection.levels"));
    }

    @Override
    public Notice remove(Exchange exchange, long id) {
        protections.remove(exchange.who(), exchange.repo(), id);
        return Notice.ok("protection.removed");
    }
}
