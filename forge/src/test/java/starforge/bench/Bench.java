package starforge.bench;

import java.util.List;
import starforge.bench.git.BrowseBench;
import starforge.bench.git.GitBench;
import starforge.bench.git.SumBench;
import starforge.bench.live.LiveBench;
import starforge.bench.search.ForgeSearchBench;
import starforge.bench.search.SearchBench;

/** {@code ./starforge bench NAME [ARGUMENT...]}: starts a benchmark by its name. */
public final class Bench {
    private static final String USAGE = """
            Usage: starforge bench NAME
              core | pages | cache | jobs | live | sha1
              board [MINUTES]
              feed [--keep DIR] [EVENTS [postgresql://...]]
              git | browse [--seconds N] [REPO...]
              search [REPO]
              search forge
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        List<String> more = all.isEmpty() ? all : all.subList(1, all.size());
        switch (all.isEmpty() ? "" : all.get(0)) {
            case "core" -> CoreBench.run();
            case "pages" -> PagesBench.run();
            case "cache" -> CacheBench.run();
            case "jobs" -> JobsBench.run();
            case "live" -> LiveBench.run();
            case "feed" -> FeedBench.run(more);
            case "git" -> GitBench.run(more);
            case "browse" -> BrowseBench.run(more);
            case "sha1" -> SumBench.run();
            case "search" -> search(more);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static void search(List<String> more) throws Exception {
        if (more.equals(List.of("forge"))) {
            ForgeSearchBench.run();
        } else {
            SearchBench.run(more);
        }
    }
}
