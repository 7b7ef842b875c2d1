package starforge.bench.git;

import java.io.IOException;
import java.util.List;

/** How long it takes to have the names of a folder with very many entries: all its pages, one after the other. */
final class AllNames {
    private static final int PAGE = 1_000;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 20;
    private static final double BAR_MILLIS = 300;

    private final Site site;
    private final Facts facts;

    AllNames(Site site, Facts facts) {
        this.site = site;
        this.facts = facts;
    }

    void print() throws IOException, InterruptedException {
        int entries = facts.widest().getValue();
        int pages = (entries + PAGE - 1) / PAGE;
        Figures all = new Figures();
        List<String> commits = facts.commits();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            String address = site.folder(
                    commits.get(round % commits.size()), facts.widest().getKey());
            double sum = 0;
            for (int page = 1; page <= pages; page++) {
                sum += Visit.to(address + "?page=" + page).whole();
            }
            if (round >= WARM_UP) {
                all.add(sum);
            }
        }
        double median = all.median().orElseThrow();
        System.out.printf(
                "%nAll %d names on %d pages: %.0f ms, bar %.0f ms: %s%n",
                entries, pages, median, BAR_MILLIS, median < BAR_MILLIS ? "held" : "NOT held");
    }
}
