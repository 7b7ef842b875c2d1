package starforge.bench.git;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.jgit.util.sha1.SHA1;
import starforge.kernels.Kernels;
import starforge.kernels.Sha1;

/**
 * {@code ./starforge bench sha1}: prints how many MB a second of SHA-1, and what an object costs besides its bytes. Processor time
 * of one thread, the best of some rounds, so that it matters little who else uses the machine.
 */
public final class SumBench {
    private static final int ROUNDS = 15;
    private static final int BYTES = 8 << 20;
    private static final int GIT_BYTES = 256 << 20;
    private static final int[] SIZES = {200, 10_000, BYTES};

    private SumBench() {}

    /** Runs it. */
    public static void run() throws Exception {
        System.out.println(GitBench.machine());
        System.out.println(Kernels.best().name());
        System.out.printf("%n%-32s", "MB/s for objects of");
        for (int size : SIZES) {
            System.out.printf("%,12d", size);
        }
        System.out.println(" bytes");
        byte[] bytes = new byte[BYTES];
        new Random(1).nextBytes(bytes);
        rivals().forEach((name, rival) -> {
            System.out.printf("%-32s", name);
            for (int size : SIZES) {
                System.out.printf("%,12.0f", best(rival, bytes, size));
            }
            System.out.println();
        });
        System.out.printf("%-32s%36.0f%n", "git hash-object, with its start", git());
    }

    private interface Rival {
        void sum(byte[] bytes, int from, int count);
    }

    private static Map<String, Rival> rivals() throws Exception {
        Map<String, Rival> rivals = new LinkedHashMap<>();
        byte[] sum = new byte[Sha1.LENGTH];
        Consumer<Sha1> add = c -> rivals.put("C, with detection", (bytes, from, count) -> {
            c.add(bytes, from, count);
            if (c.end(sum)) {
                throw new IllegalStateException("Nobody forged these.");
            }
        });
        Sha1.best().ifPresent(add);
        SHA1 jgit = SHA1.newInstance().setDetectCollision(true);
        rivals.put("JGit, with detection", (bytes, from, count) -> {
            jgit.reset();
            jgit.update(bytes, from, count);
            jgit.digest();
        });
        MessageDigest jdk = MessageDigest.getInstance("SHA-1");
        rivals.put("JDK, without", (bytes, from, count) -> {
            jdk.update(bytes, from, count);
            jdk.digest();
        });
        return rivals;
    }

    private static double best(Rival rival, byte[] bytes, int size) {
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> speed(rival, bytes, size))
                .max()
                .orElseThrow();
    }

    private static double speed(Rival rival, byte[] bytes, int size) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        int done = 0;
        for (; bytes.length - done >= size; done += size) {
            rival.sum(bytes, done, size);
        }
        return done * 1e3 / (threads.getCurrentThreadCpuTime() - before);
    }

    /** C git, with the detection that comes with it. */
    private static double git() throws IOException, InterruptedException {
        Path file = Files.createTempFile("starforge-bench", "");
        try {
            byte[] bytes = new byte[GIT_BYTES];
            new Random(1).nextBytes(bytes);
            Files.write(file, bytes);
            String timed =
                    "TIMEFORMAT='%U'; for i in 1 2 3; do time git hash-object --no-filters \"$1\" >/dev/null; done";
            Process process = new ProcessBuilder("bash", "-c", timed, "bash", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.lines()
                    .mapToDouble(seconds -> GIT_BYTES / 1e6 / Double.parseDouble(seconds))
                    .max()
                    .orElseThrow();
        } finally {
            Files.delete(file);
        }
    }
}
