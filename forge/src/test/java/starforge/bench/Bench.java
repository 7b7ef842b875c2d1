package starforge.bench;

import java.util.List;

/** {@code ./starforge bench core}, {@code pages}, {@code cache} and so on: runs a benchmark by its name. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        switch (String.join(" ", List.of(arguments))) {
            case "core" -> CoreBench.run();
            case "pages" -> PagesBench.run();
            case "cache" -> CacheBench.run();
            default -> {
                System.err.println("Usage: starforge bench core|pages|cache");
                System.exit(2);
            }
        }
    }
}
