package starforge.jobs;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import starforge.access.Refusal;
import starforge.admin.AdminRoutes;
import starforge.jobs.Job.State;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /admin/jobs}: what waits, runs, failed and was done. The page of open jobs follows them live. */
public final class JobPages {
    private static final int PAGE = 50;
    private static final String HOME = "/admin/jobs";
    private static final Map<String, Set<State>> LISTS = Map.of(
            "open", EnumSet.of(State.RUNNING, State.WAITING),
            "dead", EnumSet.of(State.DEAD),
            "ended", EnumSet.of(State.DONE, State.CANCELLED));

    private final Jobs jobs;
    private final LongSupplier dead;

    /**
     * Shows jobs.
     *
     * @param dead how many messages at the broker could not be read
     */
    public JobPages(Jobs jobs, LongSupplier dead) {
        this.jobs = jobs;
        this.dead = dead;
    }

    public void addTo(Routes all) {
        AdminRoutes routes = new AdminRoutes(all);
        routes.get(HOME, this::list);
        routes.post(HOME + "/:id/cancel", exchange -> {
            jobs.cancel(id(exchange));
            return exchange.redirect(HOME, Notice.ok("jobs.cancelled-it"));
        });
        routes.post(HOME + "/:id/retry", exchange -> {
            jobs.again(id(exchange));
            return exchange.redirect(HOME, Notice.ok("jobs.again-it"));
        });
    }

    private static long id(Exchange exchange) {
        String text = exchange.part(":id");
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound();
        }
        return Long.parseLong(text);
    }

    private Object list(Exchange exchange) {
        String list = exchange.query("list").filter(LISTS::containsKey).orElse("open");
        Set<State> states = LISTS.getOrDefault(list, Set.of());
        Pages pages = new Pages(exchange.page(), PAGE, jobs.count(states));
        List<Job> page = jobs.page(states, pages.offset(), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("list", list);
        model.put("jobs", page);
        model.put("pages", pages);
        model.put("counts", counts());
        model.put("unread", dead.getAsLong());
        model.put(
                "topics",
                page.stream()
                        .filter(job -> job.state().isOpen())
                        .map(job -> job.topic().name())
                        .toList());
        return exchange.html("admin/jobs", model);
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        LISTS.forEach((name, states) -> counts.put(name, jobs.count(states)));
        return counts;
    }
}
