package starforge.bench;

import java.util.List;
import starforge.bench.git.GitBench;

/** {@code ./starforge bench core}, {@code pages}, {@code cache}, {@code git ...}: runs a benchmark by its name. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("git")) {
            GitBench.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        switch (String.join(" ", List.of(arguments))) {
            case "core" -> CoreBench.run();
            case "pages" -> PagesBench.run();
            case "cache" -> CacheBench.run();
            default -> {
                System.err.println("Usage: starforge bench core|pages|cache|git");
                System.exit(2);
            }
        }
    }
}
