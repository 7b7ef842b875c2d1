package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/** Begins the history of a repository that was made with a README. */
public final class FirstCommit {
    private final Repositories repositories;

    public FirstCommit(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Commits one file to a new branch.
     *
     * @param author account name; the mail address of an account is nobody's business
     * @param text of the file, stored as UTF-8
     */
    public void make(long repo, String branch, String author, String file, String text) {
        try (Repository repository = repositories.open(repo);
                ObjectInserter inserter = repository.newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            tree.append(file, FileMode.REGULAR_FILE, blob);
            CommitBuilder commit = new CommitBuilder();
            PersonIdent person = new PersonIdent(author, author + "@localhost");
            commit.setTreeId(inserter.insert(tree));
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("Begin\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point(repository, Constants.R_HEADS + branch, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void point(Repository repository, String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(id);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException("The first commit could not be kept: " + result);
        }
    }
}
