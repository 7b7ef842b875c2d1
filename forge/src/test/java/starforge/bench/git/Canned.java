package starforge.bench.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * C git's answers about refs, in files that its nginx sends: what is left is the client's time, and no server can be faster by
 * much. It can do nothing else.
 */
final class Canned implements Peer {
    private final CGit theirs;
    private final String question;

    private Canned(CGit theirs, String question) {
        this.theirs = theirs;
        this.question = question;
    }

    /**
     * Keeps what a repository's server says now.
     *
     * @param question a name for what is asked, since a file answers one question alone
     */
    static Canned of(CGit theirs, String repository, String question, RawRefs asked) throws IOException {
        List<byte[]> answer = asked.from(theirs.address(repository));
        Path folder = theirs.canned(question, repository);
        Files.createDirectories(folder.resolve("info"));
        Files.write(folder.resolve("info/refs"), answer.get(0));
        Files.write(folder.resolve("git-upload-pack"), answer.get(1));
        return new Canned(theirs, question);
    }

    @Override
    public String address(String repository) {
        return theirs.cannedAddress(question, repository);
    }

    @Override
    public String pushAddress(String repository) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void create(String repository) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drop(String repository) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Site site(String repository) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Group> group() {
        return theirs.group();
    }

    @Override
    public void close() {
        // The files go with the folder, and nginx with the rest of its side.
    }
}
