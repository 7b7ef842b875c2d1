package starforge.repos;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.git.DefaultBranch;
import starforge.git.DefaultBranches;
import starforge.web.Exchange;

/** What the head of every page of a repository says, as templates know it: {@code repo}. */
public final class RepoView {
    /** Says whether somebody starred a repository; answered by a feature above this one. */
    @FunctionalInterface
    public interface Starred {
        boolean by(Identity who, long repoId);
    }

    /** Says how somebody watches a repository, as templates know it; answered by a feature above this one. */
    @FunctionalInterface
    public interface Watching {
        Object by(Identity who, long repoId);
    }

    /** Says which language most of a repository is in, when that is known; answered by a feature above this one. */
    @FunctionalInterface
    public interface MainLanguage {
        Optional<String> of(Repo repo);
    }

    private static final int SSH = 22;
    /** The theme's colours for languages, without grey. */
    private static final int[] HUES = {1, 2, 4, 5};

    private final Repos repos;
    private final DefaultBranches branches;
    private final Starred starred;
    private final Watching watching;
    private final MainLanguage languages;
    private final IntSupplier sshPort;

    /**
     * Gets ready.
     *
     * @param sshPort where Git over SSH is served now, 0 when it is not
     */
    public RepoView(
            Repos repos,
            DefaultBranches branches,
            Starred starred,
            Watching watching,
            MainLanguage languages,
            IntSupplier sshPort) {
        this.repos = repos;
        this.branches = branches;
        this.starred = starred;
        this.watching = watching;
        this.languages = languages;
        this.sshPort = sshPort;
    }

    /** Repositories for a list. */
    public List<RepoRow> rows(Exchange exchange, List<Repo> list) {
        return list.stream()
                .map(repo -> row(exchange.who(), repo, exchange.seq()))
                .toList();
    }

    private RepoRow row(Identity who, Repo repo, long version) {
        String language = languages.of(repo).orElse("");
        return new RepoRow(
                repo.id(),
                repo.name().toString(),
                repo.url(),
                repo.description(),
                repo.isPrivate(),
                repo.isWithheld(),
                repo.stars(),
                repo.forks(),
                repo.pushedAt(),
                !who.isAnonymous() && starred.by(who, repo.id()),
                language,
                HUES[Math.floorMod(language.hashCode(), HUES.length)],
                version);
    }

    /** What the repository of this page was forked from, if the reader may see it. */
    public Optional<Gate.Entry> parent(Exchange exchange) {
        return repos.find(repos.get(exchange.repo()).parentId())
                .map(parent -> parent.entry(repos.level(exchange.who(), parent.id())))
                .filter(parent -> parent.level().includes(Level.READ));
    }

    /** A model that begins with {@code repo}, for the page of this exchange. */
    public Map<String, Object> model(Exchange exchange) {
        return new HashMap<>(Map.of("repo", of(exchange, repos.get(exchange.repo()))));
    }

    private Map<String, Object> of(Exchange exchange, Repo repo) {
        Gate.Entry entry = exchange.repo();
        Map<String, Object> view = new HashMap<>();
        view.put("id", repo.id());
        view.put("name", repo.name().toString());
        view.put("namespace", repo.name().namespace());
        view.put("forkOwner", repo.name().forkOwner());
        view.put("short", repo.name().name());
        view.put("owner", repo.owner());
        view.put("ownerUrl", repo.ownerUrl());
        view.put("ofGroup", repo.isOfGroup());
        repos.group(repo.name().namespace()).ifPresent(group -> view.put("namespaceUrl", group.url()));
        view.put("url", repo.url());
        view.put("description", repo.description());
        view.put("website", repo.website());
        view.put("private", repo.isPrivate());
        view.put("withheld", repo.isWithheld());
        view.put("archived", repo.archived());
        view.put("stars", repo.stars());
        view.put("forks", repo.forks());
        DefaultBranch branch = branches.of(repo.id());
        view.put("defaultBranch", branch.name());
        view.put("empty", branch.isEmpty());
        view.put("hasDefault", branch.isThere());
        view.put("starVersion", exchange.seq());
        view.put("starred", !exchange.who().isAnonymous() && starred.by(exchange.who(), repo.id()));
        view.put("watch", watching.by(exchange.who(), repo.id()));
        view.put("mayWrite", entry.level().includes(Level.WRITE) && !repo.archived());
        view.put("mayAdmin", entry.level().includes(Level.ADMIN));
        view.put("cloneHttp", exchange.base() + repo.url() + ".git");
        view.put("cloneSsh", cloneSsh(exchange.base(), repo));
        visibleParent(exchange.who(), repo)
                .ifPresent(parent -> view.put("parent", Map.of("name", parent, "url", "/" + parent)));
        return view;
    }

    /** At the same host as the pages; "" when SSH is not served. */
    private String cloneSsh(String base, Repo repo) {
        int port = sshPort.getAsInt();
        String host = URI.create(base).getHost();
        if (port == 0 || host == null) {
            return "";
        }
        return "ssh://git@" + host + (port == SSH ? "" : ":" + port) + repo.url() + ".git";
    }

    /** Who may not see the parent is not told its name. */
    private Optional<String> visibleParent(Identity who, Repo repo) {
        return repo.parent().filter(name -> repos.level(who, repo.parentId()).includes(Level.READ));
    }
}
