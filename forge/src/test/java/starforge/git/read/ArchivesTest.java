package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static starforge.git.read.Workbench.REPO;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Refusal.Reason;

/** Archives, unpacked by the tools that people have and held against those of the real Git. */
class ArchivesTest {
    @TempDir
    static Path folder;

    private static Workbench bench;
    private static Archives archives;

    @BeforeAll
    static void write() {
        bench = new Workbench(folder.resolve("git"));
        String deep = "deep/" + "folder/".repeat(30) + "file";
        String past = "commit refs/heads/main\ncommitter C <c@x> 1700000000 +0100\ndata 2\nxx\n"
                + inline("100644", "a.txt", "one\n")
                + inline("100755", "bin/run", "#!/bin/sh\n")
                + inline("120000", "bin/link", "../a.txt")
                + inline("100644", "empty", "")
                + inline("100644", "-h", "hyphen")
                + inline("100644", "Gr\u00fc\u00dfe \u661f.txt", "unicode")
                + inline("100644", "x".repeat(140) + ".txt", "long name")
                + inline("100644", deep, "deep")
                + "M 160000 " + "1".repeat(40) + " lib\n";
        bench.run(past.getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet");
        archives = new Archives(bench.repositories());
    }

    private static String inline(String mode, String name, String content) {
        return "M " + mode + " inline " + name + "\ndata " + content.getBytes(StandardCharsets.UTF_8).length + "\n"
                + content + "\n";
    }

    private static byte[] made(String commit, Archives.Format format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archives.check(REPO, commit);
        archives.write(REPO, commit, "it", format, out);
        return out.toByteArray();
    }

    /** Every entry of a folder: its path, kind, rights, time and contents. */
    private static List<String> listing(Path root) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted().toList()) {
                boolean link = Files.isSymbolicLink(path);
                String what = link
                        ? "-> " + Files.readSymbolicLink(path)
                        : Files.isDirectory(path)
                                ? "folder"
                                : Files.isExecutable(path) + " " + Files.getLastModifiedTime(path) + " "
                                        + Files.readString(path);
                lines.add(root.relativize(path) + ": " + what);
            }
        }
        return lines;
    }

    private static List<String> unpacked(String name, byte[] archive, String... command) throws IOException {
        Path where = Files.createDirectories(folder.resolve(name));
        Path file = Files.write(folder.resolve(name + ".archive"), archive);
        List<String> all = new ArrayList<>(List.of(command));
        all.add(file.toString());
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(said).isZero();
        return listing(where);
    }

    @Test
    void tar_unpacks_to_what_that_of_git_does() throws IOException {
        byte[] theirs = bench.run(new byte[0], "archive", "--format=tar", "--prefix=it/", "main");
        byte[] ours = made(bench.id("main"), Archives.Format.TAR_GZ);
        assertThat(unpacked("tar", ours, "tar", "-xzf"))
                .hasSizeGreaterThan(40)
                .isEqualTo(unpacked("git-tar", theirs, "tar", "-xf"));
        Path plain = folder.resolve("tar.archive");
        byte[] open = new GZIPInputStream(Files.newInputStream(plain)).readAllBytes();
        assertThat(new String(bench.run(open, "get-tar-commit-id"), StandardCharsets.UTF_8).strip())
                .isEqualTo(bench.id("main"));
    }

    @Test
    void zip_unpacks_to_what_that_of_git_does() throws IOException {
        byte[] theirs = bench.run(new byte[0], "archive", "--format=tar", "--prefix=it/", "main");
        byte[] ours = made(bench.id("main"), Archives.Format.ZIP);
        assertThat(unpacked("zip", ours, "unzip", "-q")).isEqualTo(unpacked("git-zip", theirs, "tar", "-xf"));
        assertThat(new String(ours, StandardCharsets.ISO_8859_1)).endsWith(bench.id("main"));
    }

    @Test
    void folder_nested_twenty_deep_in_itself_is_refused_before_anything_is_written() {
        String blob = bench.write("blob", "x");
        StringBuilder leaf = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            leaf.append("100644 blob ").append(blob).append("\tf").append(i).append('\n');
        }
        String tree = tree(leaf.toString());
        for (int depth = 0; depth < 20; depth++) {
            StringBuilder level = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                level.append("040000 tree ")
                        .append(tree)
                        .append("\td")
                        .append(i)
                        .append('\n');
            }
            tree = tree(level.toString());
        }
        String commit = commit(tree);
        assertThat(BareForge.refusal(() -> archives.check(REPO, commit))).isEqualTo(Reason.TOO_LARGE);
    }

    private static String commit(String tree) {
        return bench.write("commit", "tree " + tree + "\nauthor C <c@x> 1 +0000\ncommitter C <c@x> 1 +0000\n\nx\n");
    }

    private static String tree(String lines) {
        return new String(bench.run(lines.getBytes(StandardCharsets.UTF_8), "mktree"), StandardCharsets.UTF_8).strip();
    }

    @Test
    void limits_of_entries_and_bytes_hold() {
        String commit = bench.id("main");
        assertThat(BareForge.refused(() -> new Archives(bench.repositories(), 20, 1 << 30).check(REPO, commit))
                        .text())
                .contains("more than 20 entries");
        assertThat(BareForge.refusal(() -> new Archives(bench.repositories(), 1_000, 100).check(REPO, commit)))
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void entries_that_no_system_should_unpack_are_left_out() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (String name : List.of("..", ".GIT", ".git", "a/../../b", "good")) {
            raw.writeBytes(("100644 " + name + "\0").getBytes(StandardCharsets.UTF_8));
            raw.writeBytes(HexFormat.of().parseHex(bench.write("blob", "evil")));
        }
        String commit = commit(bench.write("tree", raw.toByteArray()));
        assertThat(unpacked("evil", made(commit, Archives.Format.TAR_GZ), "tar", "-xzf"))
                .hasSize(3);
        assertThat(unpacked("evil-zip", made(commit, Archives.Format.ZIP), "unzip", "-q"))
                .hasSize(3);
    }

    @Test
    void reader_who_hangs_up_ends_the_writing() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> archives.write(REPO, bench.id("main"), "it", Archives.Format.ZIP, gone))
                .isInstanceOf(UncheckedIOException.class);
    }
}
