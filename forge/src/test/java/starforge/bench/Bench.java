package starforge.bench;

import java.util.List;
import starforge.bench.git.BrowseBench;
import starforge.bench.git.GitBench;
import starforge.bench.live.LiveBench;
import starforge.bench.search.ForgeSearchBench;
import starforge.bench.search.SearchBench;

/** {@code ./starforge bench core}, {@code pages}, {@code cache}, {@code jobs}, {@code live}, {@code feed ...}, {@code git ...}, {@code browse ...},
 * {@code search ...}, {@code search forge}: by name. */
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
        if (arguments.length > 0
                && arguments[0].equals("search")
                && !List.of(arguments).contains("forge")) {
            SearchBench.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        switch (String.join(" ", List.of(arguments))) {
            case "core" -> CoreBench.run();
            case "pages" -> PagesBench.run();
            case "cache" -> CacheBench.run();
            case "jobs" -> JobsBench.run();
            case "live" -> LiveBench.run();
            case "search forge" -> ForgeSearchBench.run();
            default -> {
                System.err.println("Usage: starforge bench core|pages|cache|jobs|live|feed|git|browse|search");
                System.exit(2);
            }
        }
    }
}
