package starforge.flags;

import java.util.List;
import java.util.Map;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.repos.RepoView;
import starforge.web.Exchange;
import starforge.web.Routes;

/** One flag with the lines its program wrote: {@code /<repo>/flags/<commit>/<uid>}. */
public final class FlagPages {
    private final Flags flags;
    private final RepoView view;

    public FlagPages(Flags flags, RepoView view) {
        this.flags = flags;
        this.view = view;
    }

    public void addTo(Routes routes) {
        routes.repoGet("flags", Level.READ, this::show);
    }

    private Object show(Exchange exchange) {
        String[] parts = exchange.rest().split("/", -1);
        if (parts.length != 2) {
            throw Refusal.notFound();
        }
        Flag flag = flags.find(exchange.repo().id(), parts[0], parts[1]).orElseThrow(Refusal::notFound);
        Map<String, Object> model = view.model(exchange);
        String topic = "repo:" + flag.repoId();
        model.put("flag", flag);
        model.put("topics", flag.jobId() == 0 ? List.of(topic) : List.of(topic, "job:" + flag.jobId()));
        model.put("log", flags.log(flag));
        return exchange.html("flags/one", model);
    }
}
