package starforge.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import starforge.words.Words;

/**
 * The full name of a repository: {@code [fork/<user>/][<namespace>/]<name>}, as on Pagure. A project belongs to the
 * project, a fork to a person. Names are compared without regard to case and kept as they were typed.
 *
 * @param forkOwner user whose fork this is, or ""
 * @param namespace group or user it is filed under, or ""
 * @param name the last part
 */
public record RepoName(String forkOwner, String namespace, String name) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

    /** Words that open a page, and so can name no user, group, namespace or repository. */
    public static final Set<String> RESERVED = Set.of(
            "activity",
            "activity.atom",
            "admin",
            "api",
            "archive",
            "b",
            "blame",
            "blob",
            "board",
            "boards",
            "branches",
            "c",
            "check",
            "checks",
            "commit",
            "commits",
            "compare",
            "dashboard",
            "delete",
            "do_fork",
            "docs",
            "edit",
            "explore",
            "favicon.ico",
            "flags",
            "fork",
            "forks",
            "group",
            "groups",
            "history",
            "hooks",
            "info",
            "issue",
            "issues",
            "live",
            "login",
            "logout",
            "milestones",
            "new",
            "notifications",
            "objects",
            "pair",
            "password",
            "pull-request",
            "pull-requests",
            "raw",
            "refs",
            "register",
            "release",
            "releases",
            "rename",
            "robots.txt",
            "search",
            "settings",
            "star",
            "stargazers",
            "stars",
            "stars.svg",
            "stats",
            "tag",
            "tags",
            "tree",
            "upload",
            "user",
            "users",
            "wait",
            "watch",
            "watchers",
            "wiki",
            ".well-known",
            "-");

    public static RepoName of(String namespace, String name) {
        return new RepoName("", namespace, name);
    }

    /** The fork of this repository in somebody's own space. */
    public RepoName forkedBy(String user) {
        return new RepoName(user, namespace, name);
    }

    public boolean isFork() {
        return !forkOwner.isEmpty();
    }

    /**
     * Reads a full name, and nothing but a full name; {@code forks/} is taken for {@code fork/}, and one ending
     * {@code .git} is left off, as Git addresses have them.
     */
    public static Optional<RepoName> parse(String text) {
        String plain = text.endsWith(".git") ? text.substring(0, text.length() - 4) : text;
        return Address.parse(plain)
                .filter(address -> address.rest().isEmpty() && !plain.endsWith("/"))
                .map(Address::repo);
    }

    /** Says why this cannot name a user, group, namespace or repository; empty when it can. */
    public static Optional<String> problem(String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        if (part.isEmpty()) {
            return Optional.of(say("name.missing"));
        }
        if (part.contains(" ")) {
            return Optional.of(say("name.spaces", part.strip().replaceAll("\\s+", "-")));
        }
        if (part.length() > 64) {
            return Optional.of(say("name.long", part.length()));
        }
        if (!PART.matcher(part).matches()) {
            return Optional.of(say("name.letters"));
        }
        if (part.contains("..") || lower.endsWith(".git") || lower.endsWith(".lock") || part.endsWith(".")) {
            return Optional.of(say("name.dots"));
        }
        return RESERVED.contains(lower) ? Optional.of(say("name.reserved", part)) : Optional.empty();
    }

    @Override
    public String toString() {
        return (isFork() ? "fork/" + forkOwner + "/" : "") + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /**
     * An address below a repository: the longest name, then the page.
     *
     * @param repo whose page
     * @param rest what follows the name, without its leading slash, "" for the front page
     */
    public record Address(RepoName repo, String rest) {
        /** Splits a decoded path, with or without its leading slash. Empty when it does not begin with a name. */
        public static Optional<Address> parse(String path) {
            String trimmed = path.startsWith("/") ? path.substring(1) : path;
            List<String> parts = List.of(trimmed.split("/", -1));
            int next = 0;
            String forkOwner = "";
            if (parts.size() > 2 && (parts.get(0).equals("fork") || parts.get(0).equals("forks"))) {
                forkOwner = parts.get(1);
                next = 2;
            }
            int first = next;
            List<String> names = new ArrayList<>();
            while (next < parts.size() && names.size() < 2 && isName(parts.get(next))) {
                names.add(parts.get(next++));
            }
            if (names.isEmpty() || (first == 2 && !isName(forkOwner))) {
                return Optional.empty();
            }
            String namespace = names.size() == 2 ? names.get(0) : "";
            RepoName repo = new RepoName(forkOwner, namespace, names.get(names.size() - 1));
            return Optional.of(new Address(repo, String.join("/", parts.subList(next, parts.size()))));
        }

        private static boolean isName(String part) {
            return problem(part).isEmpty();
        }

        /** First word of the rest, which says which page: {@code tree}, {@code star}; "" for the front page. */
        public String word() {
            int slash = rest.indexOf('/');
            return slash < 0 ? rest : rest.substring(0, slash);
        }
    }

    private static String say(String key, Object... values) {
        return Words.english().say(key, values);
    }
}
