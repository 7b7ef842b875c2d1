package starforge.bench;

import java.util.List;
import starforge.bench.git.BrowseBench;
import starforge.bench.git.GitBench;
import starforge.bench.live.LiveBench;

/** {@code ./starforge bench core}, {@code pages}, {@code cache}, {@code jobs}, {@code live}, {@code feed ...}, {@code git ...}, {@code browse ...}: by name. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("git")) {
            GitBench.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("browse")) {
            BrowseBench.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("feed")) {
            FeedBench.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        switch (String.join(" ", List.of(arguments))) {
            case "core" -> CoreBench.run();
            case "pages" -> PagesBench.run();
            case "cache" -> CacheBench.run();
            case "jobs" -> JobsBench.run();
            case "live" -> LiveBench.run();
            default -> {
                System.err.println("Usage: starforge bench core|pages|cache|jobs|live|feed|git|browse");
                System.exit(2);
            }
        }
    }
}
