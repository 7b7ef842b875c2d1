package starforge.code;

import starforge.checks.ChecksView;
import starforge.flags.Flags;
import starforge.git.RefChanges;
import starforge.git.Repositories;
import starforge.git.read.Archives;
import starforge.git.read.Blames;
import starforge.git.read.Commits;
import starforge.git.read.Diffs;
import starforge.git.read.Drifts;
import starforge.git.read.FileSizes;
import starforge.git.read.LastCommits;
import starforge.git.read.Refs;
import starforge.git.read.Trees;
import starforge.highlight.Highlighter;
import starforge.repos.RepoView;
import starforge.web.Routes;

/** All pages about what lies in a repository. */
public final class CodePages {
    private final Upstreams upstreams;
    private final FolderPages folders;
    private final FilePages files;
    private final BlamePages blame;
    private final RawPages raw;
    private final HistoryPages history;
    private final CommitPages commit;
    private final BranchPages branches;
    private final ArchivePages archives;

    public CodePages(
            Repositories repositories,
            Refs names,
            LastCommits lastCommits,
            Blames blames,
            FileSizes sizes,
            RepoView view,
            RefChanges changes,
            ChecksView checks,
            Flags flags) {
        Trees trees = new Trees(repositories);
        Commits commits = new Commits(repositories);
        CodeView code = new CodeView(names, view);
        Lately lately = new Lately(lastCommits);
        Readmes readmes = new Readmes(trees);
        Highlighter highlighter = new Highlighter();
        Painted painted = new Painted(highlighter);
        this.files = new FilePages(code, trees, lately, readmes, painted, checks);
        this.blame = new BlamePages(code, trees, blames, painted);
        this.raw = new RawPages(code, trees);
        this.history = new HistoryPages(code, commits, flags);
        Diffs diffs = new Diffs(repositories);
        Drifts drifts = new Drifts(repositories);
        this.upstreams = new Upstreams(view, names, commits, drifts, changes);
        this.folders = new FolderPages(code, trees, commits, lately, readmes, sizes, upstreams, flags);
        Differences differences = new Differences(diffs, trees, highlighter);
        ComparePages comparing = new ComparePages(code, names, diffs, drifts, differences, checks);
        this.commit = new CommitPages(code, commits, diffs, differences, comparing, checks, flags);
        this.branches = new BranchPages(view, names, commits, drifts, changes, flags);
        this.archives = new ArchivePages(names, new Archives(repositories));
    }

    public void addTo(Routes routes) {
        upstreams.addTo(routes);
        folders.addTo(routes);
        files.addTo(routes);
        blame.addTo(routes);
        raw.addTo(routes);
        history.addTo(routes);
        commit.addTo(routes);
        branches.addTo(routes);
        archives.addTo(routes);
    }
}
