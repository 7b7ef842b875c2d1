package starforge.bench.git;

import java.nio.file.Path;
import java.util.List;

/** Looks at pages of ours and of cgit, and runs the git command beside them, turn by turn. */
final class PageMatch {
    private static final int WARM_UP = 15;
    private static final int LEAST = 5;
    private static final int MOST = 40;

    private final Peer ours;
    private final Peer theirs;
    private final Programs programs;
    private final long nanos;

    /** A row of the table: milliseconds of wall time, and of the servers' processor time. */
    record Row(String name, Figures first, Figures whole, Figures filled, Meter ours, Meter theirs, Figures git) {
        Row(String name) {
            this(name, new Figures(), new Figures(), new Figures(), new Meter(), new Meter(), new Figures());
        }
    }

    PageMatch(Peer ours, Peer theirs, Programs programs, int seconds) {
        this.ours = ours;
        this.theirs = theirs;
        this.programs = programs;
        this.nanos = seconds * 1_000_000_000L;
    }

    /**
     * Plays one case.
     *
     * @param folder the copy of the repository that git reads
     */
    Row play(PageCase it, String repository, Path folder, List<String> commits) throws Exception {
        Row row = new Row(it.name());
        Row unused = new Row(it.name());
        long began = System.nanoTime();
        for (int run = 0; run < WARM_UP + LEAST || (run < WARM_UP + MOST && System.nanoTime() - began < nanos); run++) {
            String commit = commits.get(it.isNew() ? run % commits.size() : 0);
            look(it, repository, folder, commit, run < WARM_UP ? unused : row);
        }
        return row;
    }

    private void look(PageCase it, String repository, Path folder, String commit, Row row) throws Exception {
        row.ours().time(ours, () -> {
            Visit visit = Visit.to(it.page().of(ours.site(repository), commit));
            row.first().add(visit.first());
            row.whole().add(visit.whole());
            row.filled().add(visit.filled());
        });
        row.theirs().time(theirs, () -> Visit.to(it.page().of(theirs.site(repository), commit)));
        if (it.command().isPresent()) {
            List<String> command = it.command().get().apply(commit);
            long began = System.nanoTime();
            programs.run(folder, command);
            row.git().add((System.nanoTime() - began) / 1e6);
        }
    }
}
