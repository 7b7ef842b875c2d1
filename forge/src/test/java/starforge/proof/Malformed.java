package starforge.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import starforge.git.RealGit;
import starforge.repos.NewRepo;

/** Commits that no git makes, as old and foreign programs left them: an import brings what the checks let through. */
final class Malformed {
    private static final String HUGE = "99999999999999999999";
    private static final List<String> SIGNATURES = List.of(
            "<script>harm()</script> <a@b> 1 +0000",
            "Old <old@mail.example> -62135596800 +0000",
            "Far <far@mail.example> 253402300800 +0000",
            "Beyond <x@mail.example> 9223372036854775807 +0000",
            "Huge <x@mail.example> " + HUGE + " +0000",
            "Zone <x@mail.example> 1700000000 +9999",
            "Odd <x@mail.example> 1700000000 -1400",
            "No mail 1700000000 +0000",
            "<> 1700000000 +0000",
            " <harm onharm=1> 1700000000 +0000");

    private Malformed() {}

    static NewRepo wish() {
        return new NewRepo("mira", "malformed", "As old programs left it", false);
    }

    /** Makes a branch of these commits, and branches with names that no push may bring. */
    static void fill(RealGit git, Path bare) {
        String tree = git.okWith(bare, "", "mktree");
        List<String> parents = new ArrayList<>();
        for (String signature : SIGNATURES) {
            String commit =
                    "tree " + tree + parents.stream().map("\nparent "::concat).reduce("", String::concat) + "\nauthor "
                            + signature + "\ncommitter " + signature + "\nencoding <harm>\n\n" + Hostile.TEXT;
            String id = git.okWith(bare, commit, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
            parents = List.of(id);
        }
        for (String branch : List.of("main", "-h", "--exec=touch x".replace(' ', '_'))) {
            git.ok(bare, "update-ref", "refs/heads/" + branch, parents.get(0));
        }
    }
}
