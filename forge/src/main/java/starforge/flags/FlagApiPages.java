package starforge.flags;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.flags.Flag.Status;
import starforge.git.read.Commit;
import starforge.git.read.Commits;
import starforge.users.User;
import starforge.users.Users;
import starforge.web.ApiError;
import starforge.web.Exchange;
import starforge.web.Routes;

/**
 * Flags for programs, as Pagure has them: GET and POST {@code /api/0/<repo>/c/<commit>/flag}. To set one is for those who may
 * write, and for the token of a run the commit it is for.
 */
public final class FlagApiPages {
    private static final String ENDING = "/flag";
    private static final String REQUIRED = "This field is required.";

    private final Flags flags;
    private final Commits commits;
    private final Users users;

    public FlagApiPages(Flags flags, Commits commits, Users users) {
        this.flags = flags;
        this.commits = commits;
        this.users = users;
    }

    public void addTo(Routes routes) {
        routes.apiGet("c", this::list);
        routes.apiPost("c", this::set);
    }

    private String commit(Exchange exchange) {
        String rest = exchange.rest().endsWith("/")
                ? exchange.rest().substring(0, exchange.rest().length() - 1)
                : exchange.rest();
        if (!rest.endsWith(ENDING)) {
            throw new ApiError(404, "ENOCODE", "There is no such address");
        }
        String id = rest.substring(0, rest.length() - ENDING.length());
        return commits.find(exchange.repo().id(), id)
                .map(Commit::id)
                .orElseThrow(() -> new ApiError(404, "ENOCOMMIT", "No such commit found in this repository"));
    }

    private Object list(Exchange exchange) {
        List<Map<String, Object>> all = flags.of(exchange.repo().id(), commit(exchange)).stream()
                .map(flag -> json(exchange, flag))
                .toList();
        return exchange.json(Map.of("total_flags", all.size(), "flags", all));
    }

    private Object set(Exchange exchange) {
        Identity who = exchange.who();
        boolean isRun = who.onlyRepo() > 0;
        if (!isRun && !who.most().includes(Level.WRITE)) {
            throw ApiError.token("Missing ACLs: commit_flag");
        }
        if (!isRun && !exchange.repo().level().includes(Level.WRITE)) {
            throw new ApiError(403, "ENOTHIGHENOUGH", "You do not have sufficient permissions to perform this action");
        }
        String commit = commit(exchange);
        if (isRun && !commit.equals(who.onlyCommit())) {
            throw ApiError.token("Missing ACLs: commit_flag");
        }
        FlagWish wish = wish(exchange.fields());
        boolean isNew = wish.uid().isEmpty()
                || flags.find(exchange.repo().id(), commit, wish.uid()).isEmpty();
        long user = users.find(who.name()).map(User::id).orElse(0L);
        Flag flag = flags.set(exchange.repo().id(), commit, new Flags.Setter(user, who.name(), 0), wish);
        return exchange.json(Map.of(
                "message", isNew ? "Flag added" : "Flag updated", "uid", flag.uid(), "flag", json(exchange, flag)));
    }

    private static FlagWish wish(Map<String, String> fields) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        for (String name : List.of("username", "comment", "url")) {
            if (fields.getOrDefault(name, "").isBlank()) {
                wrong.put(name, List.of(REQUIRED));
            }
        }
        String url = fields.getOrDefault("url", "").strip();
        if (!url.isEmpty() && !FlagWish.isWeb(url)) {
            wrong.put("url", List.of("Invalid input."));
        }
        Status status = Status.of(fields.getOrDefault("status", "").strip()).orElse(Status.ERROR);
        if (Status.of(fields.getOrDefault("status", "").strip()).isEmpty()) {
            wrong.put("status", List.of("Not a valid choice"));
        }
        String percent = fields.getOrDefault("percent", "").strip();
        if (!percent.matches("|[0-9]{1,2}|100")) {
            wrong.put("percent", List.of("Not a valid integer value"));
        }
        if (!wrong.isEmpty()) {
            throw ApiError.fields(wrong);
        }
        try {
            return new FlagWish(
                    fields.getOrDefault("uid", "").strip(),
                    fields.getOrDefault("username", ""),
                    status,
                    percent.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(percent)),
                    fields.getOrDefault("comment", ""),
                    url);
        } catch (Refusal refusal) {
            throw ApiError.fields(Map.of(refusal.field(), List.of(refusal.text())));
        }
    }

    private Map<String, Object> json(Exchange exchange, Flag flag) {
        Map<String, Object> all = new HashMap<>();
        all.put("commit_hash", flag.commit());
        all.put("username", flag.username());
        all.put("percent", flag.percent().isPresent() ? flag.percent().getAsInt() : null);
        all.put("comment", flag.comment());
        all.put("status", flag.word());
        all.put("url", flag.url());
        all.put("date_created", Long.toString(flag.createdAt().getEpochSecond()));
        all.put("date_updated", Long.toString(flag.updatedAt().getEpochSecond()));
        all.put("user", user(exchange, flag.user()));
        return all;
    }

    private Map<String, Object> user(Exchange exchange, String name) {
        String full = users.find(name).map(user -> user.profile().fullName()).orElse("");
        String path = "user/" + name;
        return Map.of("name", name, "fullname", full, "url_path", path, "full_url", exchange.base() + "/" + path);
    }
}
