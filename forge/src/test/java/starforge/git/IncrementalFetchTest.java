package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has {@code main} of a repository with a large file, and fetches more of it. */
class IncrementalFetchTest {
    private static final int LINES = 2_000;
    /** Far less than the file, which does not compress below a hundred times that. */
    private static final int FEW_BYTES = 3_000;

    @TempDir
    Path folder;

    private final List<String> lines = new Random(1)
            .ints(LINES)
            .mapToObj(number ->
                    HexFormat.of().toHexDigits(number) + HexFormat.of().toHexDigits(number * 31L) + "\n")
            .collect(Collectors.toList());
    private RealGit git;
    private TestForge forge;
    private Path work;

    @BeforeEach
    void start() {
        git = new RealGit(folder.resolve("home"));
        forge = new TestForge(folder.resolve("git"));
        forge.create(1, "tools");
        work = git.init(folder.resolve("work"));
        git.ok(work, "remote", "add", "origin", forge.urlAs("ada", "/tools.git"));
        commit("one");
        git.ok(work, "branch", "side");
        commit("two");
        commit("three");
        git.ok(work, "push", "-q", "origin", "main");
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void another_branch_comes_as_the_difference_to_what_is_there(boolean isTidy) throws Exception {
        git.ok(folder, "clone", "-q", forge.url("/tools.git"), "copy");
        git.ok(work, "checkout", "-q", "side");
        lines.set(LINES / 2, "side\n");
        commit("side");
        git.ok(work, "push", "-q", "origin", "side");
        if (isTidy) {
            forge.repositories.tidy(1);
        }
        assertThat(answer(List.of("side"), List.of("main", "main~1", "main~2"))).hasSizeLessThan(FEW_BYTES);
        git.ok(folder.resolve("copy"), "fetch", "-q");
        assertThat(git.ok(folder.resolve("copy"), "rev-parse", "origin/side"))
                .isEqualTo(git.ok(work, "rev-parse", "side"));
        assertThat(git.run(folder.resolve("copy"), "fsck", "--strict").exit()).isZero();
    }

    @Test
    void old_tags_come_as_no_more_than_themselves() throws Exception {
        git.ok(work, "tag", "-a", "-m", "The first", "v1", "main~2");
        git.ok(work, "tag", "-a", "-m", "The second", "v2", "main~1");
        git.ok(work, "push", "-q", "origin", "v1", "v2");
        forge.repositories.tidy(1);
        assertThat(answer(List.of("v1", "v2"), List.of("main"))).hasSizeLessThan(FEW_BYTES);
        git.ok(folder, "clone", "-q", "--no-tags", forge.url("/tools.git"), "copy");
        git.ok(folder.resolve("copy"), "fetch", "-q", "--tags");
        assertThat(git.ok(folder.resolve("copy"), "show-ref", "--tags", "-d"))
                .isEqualTo(git.ok(work, "show-ref", "--tags", "-d"));
        assertThat(git.run(folder.resolve("copy"), "fsck", "--strict").exit()).isZero();
    }

    private void commit(String text) {
        lines.set(0, text + "\n");
        git.commit(work, "large", String.join("", lines));
    }

    /** What a client that has some commits and wants others is sent. */
    private String answer(List<String> wants, List<String> haves) {
        String request = Stream.of(
                        Stream.of(packet("command=fetch"), "0001", packet("thin-pack"), packet("ofs-delta")),
                        wants.stream().map(name -> packet("want " + git.ok(work, "rev-parse", name))),
                        haves.stream().map(name -> packet("have " + git.ok(work, "rev-parse", name))),
                        Stream.of(packet("done"), "0000"))
                .flatMap(each -> each)
                .collect(Collectors.joining());
        RawHttp.Answer answer = RawHttp.to(forge.port())
                .header("Git-Protocol: version=2")
                .asking("git-upload-pack", request.getBytes(StandardCharsets.US_ASCII))
                .post("/tools.git/git-upload-pack");
        assertThat(answer.body()).contains("PACK");
        return answer.body();
    }

    private static String packet(String line) {
        return "%04x%s\n".formatted(line.length() + 5, line);
    }
}
