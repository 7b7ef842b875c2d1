package starforge.releases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.code.Hidden;
import starforge.code.Where;
import starforge.git.RefChanges;
import starforge.git.read.Branch;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.git.read.TagPage;
import starforge.git.read.TagRef;
import starforge.markup.Links;
import starforge.markup.Markup;
import starforge.repos.RepoView;
import starforge.users.Users;
import starforge.web.Exchange;
import starforge.web.Forms;
import starforge.web.Notice;
import starforge.web.Pages;
import starforge.web.Routes;

/**
 * Tags and what was released of them: {@code /<repo>/releases}; {@code releases/new} (GET, POST {@code tag target title notes
 * early}), {@code releases/edit/<tag>} (GET, POST {@code title notes early}), POST {@code releases/delete/<tag>}.
 */
public final class ReleasePages {
    private static final int PAGE = 20;
    private static final int MOST_CHOICES = 100;

    private final Releases releases;
    private final RepoView view;
    private final Refs refs;
    private final RefChanges changes;
    private final Users users;
    private final long mostBytes;
    private final Markup markup = new Markup();

    /**
     * Shows and changes releases.
     *
     * @param mostBytes of one file, as the page says it
     */
    public ReleasePages(Releases releases, RepoView view, Refs refs, RefChanges changes, Users users, long mostBytes) {
        this.releases = releases;
        this.view = view;
        this.refs = refs;
        this.changes = changes;
        this.users = users;
        this.mostBytes = mostBytes;
    }

    public void addTo(Routes routes) {
        routes.repoGet("releases", Level.READ, this::list);
        routes.repoGet("releases/new", Level.WRITE, exchange -> form(exchange, Map.of()));
        routes.repoPost(
                "releases/new",
                Level.WRITE,
                exchange -> Forms.orAgain(exchange, "tag", this::publish, wrong -> form(exchange, wrong)));
        routes.repoGet("releases/edit", Level.WRITE, exchange -> edit(exchange, Map.of()));
        routes.repoPost(
                "releases/edit",
                Level.WRITE,
                exchange -> Forms.orAgain(exchange, "title", this::change, wrong -> edit(exchange, wrong)));
        routes.repoPost("releases/delete", Level.WRITE, this::delete);
    }

    private Object list(Exchange exchange) {
        exchange.endsHere();
        long repo = exchange.repo().id();
        String wanted = exchange.query("q").orElse("").strip();
        TagPage tags = refs.tags(repo, wanted, (exchange.page() - 1) * PAGE, PAGE);
        Map<String, Object> model = view.model(exchange);
        model.put("releases", views(exchange, tags.tags()));
        model.put("pages", new Pages(exchange.page(), PAGE, tags.found()));
        model.put("q", wanted);
        return exchange.keep().html("releases/list", model);
    }

    private List<ReleaseView> views(Exchange exchange, List<TagRef> tags) {
        Map<String, Release> found =
                releases.of(exchange.repo(), tags.stream().map(TagRef::name).toList());
        Map<Long, List<ReleaseFile>> files = releases.files(found.values());
        List<ReleaseView> views = new ArrayList<>();
        for (TagRef tag : tags) {
            Optional<Release> release = Optional.ofNullable(found.get(tag.name()));
            views.add(of(
                    url(exchange),
                    tag,
                    release,
                    release.map(it -> files.getOrDefault(it.id(), List.of())).orElse(List.of())));
        }
        return views;
    }

    private ReleaseView of(String url, TagRef tag, Optional<Release> release, List<ReleaseFile> files) {
        String path = Where.encode(tag.name());
        String shown = Hidden.shown(tag.name());
        Links links = new Links(url + "/blob/" + path + "/f/", url + "/raw/" + path + "/f/", "");
        String title =
                release.map(Release::title).filter(text -> !text.isEmpty()).orElse(tag.name());
        return new ReleaseView(
                shown,
                tag.name(),
                path,
                Hidden.shown(title),
                release.isPresent() ? "" : Hidden.shown(tag.subject()),
                release.map(Release::notes)
                        .filter(text -> !text.isEmpty())
                        .map(text -> List.of(markup.render("notes.md", text, links)))
                        .orElse(List.of()),
                release.map(Release::author).orElse(""),
                release.map(Release::at).orElse(tag.when()),
                tag.commit(),
                release.map(Release::early).orElse(false),
                release.isPresent(),
                files);
    }

    private Object form(Exchange exchange, Map<String, Object> wrong) {
        long repo = exchange.repo().id();
        String target = exchange.form("target");
        Map<String, Object> model = view.model(exchange);
        model.put("errors", Map.of());
        model.putAll(wrong);
        model.put("tag", Hidden.shown(exchange.query("tag").orElse("")));
        model.put("target", target.isEmpty() ? refs.head(repo).orElse("") : Hidden.shown(target));
        model.put(
                "choices",
                refs.branches(repo).stream()
                        .map(Branch::name)
                        .limit(MOST_CHOICES)
                        .toList());
        put(
                exchange.form("title"),
                exchange.form("notes"),
                !exchange.form("early").isEmpty(),
                model);
        return exchange.html("releases/new", model);
    }

    private static void put(String title, String notes, boolean early, Map<String, Object> model) {
        model.put("title", Hidden.shown(title));
        model.put("notes", notes);
        model.put("early", early);
    }

    private Object publish(Exchange exchange) {
        String tag = exchange.form("tag").strip();
        ReleaseWish wish = wish(exchange);
        if (releases.find(exchange.repo(), tag).isPresent()) {
            throw Refusal.invalid("tag", "release.already", Hidden.shown(tag));
        }
        if (refs.tag(exchange.repo().id(), tag).isEmpty()) {
            make(exchange, tag, wish);
        }
        releases.publish(exchange.who(), exchange.repo(), tag, wish);
        String edit = url(exchange) + "/releases/edit/" + Where.encode(tag);
        return exchange.redirect(edit, Notice.ok("release.published", Hidden.shown(tag)));
    }

    private static ReleaseWish wish(Exchange exchange) {
        return ReleaseWish.of(
                exchange.form("title"),
                exchange.form("notes"),
                !exchange.form("early").isEmpty());
    }

    private void make(Exchange exchange, String tag, ReleaseWish wish) {
        RefChanges.tagProblem(tag).ifPresent(problem -> {
            throw Refusal.inWords(Refusal.Reason.INVALID, "tag", problem);
        });
        String target = exchange.form("target").strip();
        Revision commit = refs.resolve(exchange.repo().id(), target)
                .orElseThrow(() -> Refusal.invalid("target", "release.no-target", Hidden.shown(target)));
        String email = users.get(exchange.who().name()).email();
        String message = wish.title().isEmpty() ? tag : wish.title();
        changes.tag(exchange.repo(), exchange.who(), email, tag, commit.commit(), message);
    }

    /** The form of a release, with what was wrong in it. */
    Object edit(Exchange exchange, Map<String, Object> wrong) {
        Release release = releases.get(exchange.repo(), exchange.rest());
        Map<String, Object> model = view.model(exchange);
        boolean again =
                !exchange.form("title").isEmpty() || !exchange.form("notes").isEmpty();
        model.put("errors", Map.of());
        model.putAll(wrong);
        model.put("shown", Hidden.shown(release.tag()));
        model.put("path", Where.encode(release.tag()));
        model.put("mostMb", mostBytes >> 20);
        model.put("files", releases.files(release));
        put(
                again ? exchange.form("title") : release.title(),
                again ? exchange.form("notes") : release.notes(),
                again ? !exchange.form("early").isEmpty() : release.early(),
                model);
        return exchange.html("releases/edit", model);
    }

    private Object change(Exchange exchange) {
        releases.edit(exchange.repo(), exchange.rest(), wish(exchange));
        return exchange.redirect(
                url(exchange) + "/releases", Notice.ok("release.changed", Hidden.shown(exchange.rest())));
    }

    private Object delete(Exchange exchange) {
        releases.delete(exchange.repo(), exchange.rest());
        return exchange.redirect(
                url(exchange) + "/releases", Notice.ok("release.deleted", Hidden.shown(exchange.rest())));
    }

    static String url(Exchange exchange) {
        return "/" + exchange.repo().name();
    }
}
