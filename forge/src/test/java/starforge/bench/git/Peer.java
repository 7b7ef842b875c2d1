package starforge.bench.git;

import java.io.IOException;
import java.util.Optional;

/** A server of Git repositories that runs on this machine, on a port and in a folder of its own. */
interface Peer extends AutoCloseable {
    /** Where a repository is read from. */
    String address(String repository);

    /** Where it is pushed to, with what is needed to be let in. */
    String pushAddress(String repository);

    /** Makes an empty repository. */
    void create(String repository) throws IOException, InterruptedException;

    /** Forgets a repository, to save room. */
    void drop(String repository) throws IOException, InterruptedException;

    /** Its pages. */
    Site site(String repository);

    /** What it uses; not known to everybody who runs this. */
    Optional<Group> group();

    @Override
    void close() throws IOException;
}
