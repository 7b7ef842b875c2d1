package starforge.proof;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import starforge.access.RepoName;

/** Says of an address which route of the forge answers it. */
public final class Addresses {
    private static final String BELOW = "<repo>";

    private final List<String> fixed;
    private final List<String> words;

    /** Takes what {@link starforge.web.Routes#listing} says, for one method. */
    public Addresses(Set<String> listing, String method) {
        List<String> all = listing.stream()
                .filter(route -> route.startsWith(method + " "))
                .map(route -> route.substring(method.length() + 1))
                .sorted(Comparator.comparing((String route) -> route.contains(":"))
                        .thenComparing(Comparator.comparing(String::length).reversed()))
                .toList();
        fixed = all.stream().filter(route -> !route.startsWith(BELOW)).toList();
        words = all.stream().filter(route -> route.startsWith(BELOW)).toList();
    }

    public Set<String> all() {
        return Stream.concat(fixed.stream(), words.stream()).collect(Collectors.toSet());
    }

    /** The route, {@code /user/:name} or {@code <repo>/tree}; "" when there is none. */
    public String route(URI address) {
        String path = Optional.ofNullable(address.getPath()).orElse("");
        return fixed.stream()
                .filter(route -> fits(route, path))
                .findFirst()
                .or(() -> RepoName.Address.parse(path).flatMap(this::below))
                .orElse("");
    }

    private static boolean fits(String route, String path) {
        return path.matches(
                route.replace(".", "\\.").replaceAll(":[a-z]+", "[^/]+").replace("*", ".*"));
    }

    private Optional<String> below(RepoName.Address address) {
        return words.stream()
                .filter(route -> (BELOW + "/" + address.rest() + "/").startsWith(route + "/"))
                .findFirst()
                .filter(route -> !route.equals(BELOW) || address.rest().isEmpty());
    }

    /** The repository whose page this is; "" for other pages. */
    static String repo(URI address) {
        return RepoName.Address.parse(Optional.ofNullable(address.getPath()).orElse(""))
                .map(found -> found.repo().toString())
                .orElse("");
    }
}
