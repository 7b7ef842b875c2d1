package starforge.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import starforge.access.Refusal;
import starforge.code.Where;
import starforge.codesearch.CodeAnswers;
import starforge.codesearch.CodeAnswers.Asked;
import starforge.codesearch.CodeSearch.Place;
import starforge.groups.Groups;
import starforge.repos.Listing;
import starforge.repos.RepoRow;
import starforge.repos.RepoView;
import starforge.repos.Repos;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Pages;
import starforge.web.Routes;

/** {@code /search?q=&type=repos|users|groups|code}; of code also {@code regex case word path lang}, and {@code in=} for those of one owner or group. */
public final class SearchPages {
    private static final int PAGE = 20;
    private static final int PEOPLE = 48;
    private static final int LONGEST = 200;
    /** Repositories whose files are searched at once; of more, those pushed to last. */
    private static final int MOST_PLACES = 20_000;

    private final Repos repos;
    private final Users users;
    private final Groups groups;
    private final RepoView view;
    private final CodeAnswers answers;

    public SearchPages(Repos repos, Users users, Groups groups, RepoView view, CodeAnswers answers) {
        this.repos = repos;
        this.users = users;
        this.groups = groups;
        this.view = view;
        this.answers = answers;
    }

    public void addTo(Routes routes) {
        routes.get("/search", routes.costly(this::search));
    }

    private Object search(Exchange exchange) throws Exception {
        String type = exchange.query("type").orElse("");
        return type.equals("code") ? code(exchange) : names(exchange, Kind.of(type));
    }

    private Object code(Exchange exchange) throws Exception {
        String owner = exchange.query("in").orElse("").strip();
        Map<String, Object> model = new HashMap<>(counts(exchange, words(exchange)));
        model.put("type", "code");
        model.put("owner", owner);
        String address = "/search?type=code&" + (owner.isEmpty() ? "" : "in=" + Where.encode(owner) + "&");
        return answers.answer(exchange, new Asked("search", address, model, () -> places(exchange, owner)));
    }

    /** What the asker may see at this moment, and nothing else. */
    private List<Place> places(Exchange exchange, String owner) {
        Listing listing = owner.isEmpty()
                ? Listing.all(Listing.Sort.ACTIVE, 0, MOST_PLACES)
                : Listing.under(owner, Listing.Sort.ACTIVE, 0, MOST_PLACES);
        List<Place> places = repos.list(exchange.who(), listing).stream()
                .map(repo -> new Place(repo.id(), repo.name().toString()))
                .toList();
        if (places.isEmpty() && !owner.isEmpty()) {
            throw Refusal.invalid("in", "search.nothing-of", owner);
        }
        return places;
    }

    private Map<String, Object> counts(Exchange exchange, String text) {
        return Map.of(
                "q", text,
                "repoCount", text.isEmpty() ? 0 : repos.count(exchange.who(), Listing.matching(text, 0, PAGE)),
                "peopleCount", text.isEmpty() ? 0 : users.searched(text),
                "groupCount", text.isEmpty() ? 0 : groups.searched(text));
    }

    /** What is found by its name. */
    private enum Kind {
        REPOS("repoCount", PAGE),
        USERS("peopleCount", PEOPLE),
        GROUPS("groupCount", PAGE);

        private final String count;
        private final int page;

        Kind(String count, int page) {
            this.count = count;
            this.page = page;
        }

        static Kind of(String word) {
            return word.equals("users") ? USERS : word.equals("groups") ? GROUPS : REPOS;
        }
    }

    private Object names(Exchange exchange, Kind kind) {
        String text = words(exchange);
        Map<String, Object> model = new HashMap<>(counts(exchange, text));
        int count = (int) model.getOrDefault(kind.count, 0);
        Pages pages = new Pages(exchange.page(), kind.page, count);
        model.put("type", kind.name().toLowerCase(Locale.ROOT));
        model.put("pages", pages);
        model.put("found", count > 0 ? found(exchange, kind, text, pages) : List.of());
        return exchange.html("search", model);
    }

    private List<?> found(Exchange exchange, Kind kind, String text, Pages pages) {
        return switch (kind) {
            case REPOS -> repos(exchange, text, pages);
            case USERS -> people(text, pages);
            case GROUPS -> groups.search(text, pages.offset(), PAGE);
        };
    }

    /** What is searched for; never half of a letter at its end. */
    private static String words(Exchange exchange) {
        String text = exchange.query("q").orElse("").strip();
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private List<RepoRow> repos(Exchange exchange, String text, Pages pages) {
        return view.rows(exchange, repos.list(exchange.who(), Listing.matching(text, pages.offset(), PAGE)));
    }

    /** Somebody who was found. */
    public record Person(String name) {}

    private List<Person> people(String text, Pages pages) {
        return users.search(text, pages.offset(), PEOPLE).stream()
                .map(user -> new Person(user.name()))
                .toList();
    }
}
