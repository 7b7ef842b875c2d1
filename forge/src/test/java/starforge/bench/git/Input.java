package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A repository to serve.
 *
 * @param name what it is called on both servers and in the table
 * @param source a bare repository with nothing but its branches and tags, as somebody would push it
 * @param branch short name of the default branch
 */
record Input(String name, Path source, String branch) {
    /** Takes the branches and tags of any repository. */
    static Input of(String name, Path from, Path folder, Programs programs) throws IOException, InterruptedException {
        Input input = empty(name, folder, programs, programs.ask(from, "symbolic-ref", "--short", "HEAD"));
        programs.git(input.source, "fetch", "-q", "" + from, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
        return input;
    }

    /** Takes what is checked out: its history and nothing else. */
    static Input head(String name, Path from, Path folder, Programs programs) throws IOException, InterruptedException {
        Input input = empty(name, folder, programs, "main");
        programs.git(input.source, "fetch", "-q", "" + from, "HEAD:refs/heads/main");
        return input;
    }

    private static Input empty(String name, Path folder, Programs programs, String branch)
            throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".git");
        programs.git(folder, "init", "-q", "--bare", "-b", branch, "" + source);
        return new Input(name, source, branch);
    }

    /** The ids that a clone asks for. */
    List<String> tips(Programs programs) throws IOException, InterruptedException {
        return programs.ask(source, "for-each-ref", "--format=%(objectname)")
                .lines()
                .distinct()
                .toList();
    }

    /** The id of the newest commit. */
    String tip(Programs programs) throws IOException, InterruptedException {
        return programs.ask(source, "rev-parse", "refs/heads/" + branch);
    }

    /** What it is, in a line. */
    String words(Programs programs) throws IOException, InterruptedException {
        String size = programs.ask(source, "count-objects", "-vH").replaceAll("(?s).*size-pack: ([^\\n]*).*", "$1");
        return "%s commits, %d refs, %s packed"
                .formatted(
                        programs.ask(source, "rev-list", "--all", "--count"),
                        programs.ask(source, "for-each-ref").lines().count(),
                        size);
    }
}
