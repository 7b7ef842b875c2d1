package starforge.bench.git;

import java.io.IOException;
import java.util.Optional;

/**
 * A server's other door: the same repositories, over SSH.
 *
 * @param http the first one, which stays its owner's
 * @param before what stands before a repository's name in its address
 */
record SshPeer(Peer http, String before) implements Peer {
    @Override
    public String address(String repository) {
        return before + repository + ".git";
    }

    @Override
    public String pushAddress(String repository) {
        return address(repository);
    }

    @Override
    public void create(String repository) throws IOException, InterruptedException {
        http.create(repository);
    }

    @Override
    public void drop(String repository) throws IOException, InterruptedException {
        http.drop(repository);
    }

    @Override
    public Site site(String repository) {
        return http.site(repository);
    }

    @Override
    public Optional<Group> group() {
        return http.group();
    }

    @Override
    public void close() {
        // The first door closes both.
    }
}
