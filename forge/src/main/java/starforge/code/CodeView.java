package starforge.code;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import starforge.access.Refusal;
import starforge.git.read.Branch;
import starforge.git.read.Place;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.repos.RepoView;
import starforge.web.Exchange;

/** Finds the place that an address means, and what all pages about a place say. */
final class CodeView {
    private final Refs refs;
    private final RepoView view;

    CodeView(Refs refs, RepoView view) {
        this.refs = refs;
        this.view = view;
    }

    /** The place that the rest of the address names as {@code <ref>/f/<path>}; NOT_FOUND when there is no such ref. */
    Where where(Exchange exchange) {
        String rest = exchange.rest();
        String plain = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        return refs.place(exchange.repo().id(), plain)
                .map(place -> Where.of(url(exchange), place))
                .orElseThrow(Refusal::notFound);
    }

    /** A path at a ref given apart, or at the first ref when none is given. */
    Where where(Exchange exchange, Optional<String> ref, String path) {
        long repo = exchange.repo().id();
        return ref.map(name -> refs.resolve(repo, name))
                .orElseGet(() -> first(repo))
                .map(revision -> Where.of(url(exchange), new Place(revision, path)))
                .orElseThrow(Refusal::notFound);
    }

    /** What a visitor sees first: the default branch or, when it is not there, the newest. */
    Optional<Revision> first(long repo) {
        return defaultBranch(repo).flatMap(name -> refs.resolve(repo, name)).or(() -> refs.branches(repo).stream()
                .findFirst()
                .map(Branch::name)
                .flatMap(name -> refs.resolve(repo, name)));
    }

    /** Its name; there may be no such branch yet. */
    Optional<String> defaultBranch(long repo) {
        return refs.head(repo);
    }

    /** What the head of the page needs, before there is anything to look at. */
    Map<String, Object> model(Exchange exchange) {
        return view.model(exchange);
    }

    /**
     * What a page about a place needs.
     *
     * @param address from another ref to the same page there
     */
    Map<String, Object> model(Exchange exchange, Where at, UnaryOperator<String> address) {
        Map<String, Object> model = view.model(exchange);
        model.put("at", at);
        model.put("picker", Picker.of(refs, exchange.repo().id(), at, address));
        return model;
    }

    static String url(Exchange exchange) {
        return "/" + exchange.repo().name();
    }
}
