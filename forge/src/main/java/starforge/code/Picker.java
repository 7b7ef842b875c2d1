package starforge.code;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import starforge.git.read.Branch;
import starforge.git.read.Refs;
import starforge.git.read.Revision;
import starforge.git.read.TagRef;

/**
 * The menu that leads to the same page at another branch or tag.
 *
 * @param branches the default branch and the newest, ten at most
 * @param tags the newest, five at most
 * @param branchCount how many there are in all
 * @param tagCount how many there are in all
 */
public record Picker(List<Choice> branches, List<Choice> tags, int branchCount, int tagCount) {
    private static final int MOST_BRANCHES = 10;
    private static final int MOST_TAGS = 5;

    /** A branch or tag to choose. */
    public record Choice(String shown, String url, boolean current) {}

    /**
     * Reads what there is to choose.
     *
     * @param address from a ref to where it leads
     */
    static Picker of(Refs refs, long repo, Where at, UnaryOperator<String> address) {
        List<Branch> all = refs.branches(repo);
        String head = refs.head(repo).orElse("");
        List<Choice> branches = all.stream()
                .sorted(Comparator.comparing(branch -> !branch.name().equals(head)))
                .limit(MOST_BRANCHES)
                .map(branch -> choice(branch.name(), Revision.Kind.BRANCH, at, address))
                .toList();
        List<Choice> tags = refs.tags(repo, MOST_TAGS).stream()
                .map(TagRef::name)
                .map(tag -> choice(tag, Revision.Kind.TAG, at, address))
                .toList();
        return new Picker(branches, tags, all.size(), refs.tagCount(repo));
    }

    private static Choice choice(String name, Revision.Kind kind, Where at, UnaryOperator<String> address) {
        boolean current = at.kind() == kind && at.ref().equals(name);
        return new Choice(Hidden.shown(name), address.apply(name), current);
    }
}
