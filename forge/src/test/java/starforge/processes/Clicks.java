package starforge.processes;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import starforge.Browsing;

/** Somebody who stars a repository and takes the star back, again and again, at one web process after the other. */
final class Clicks implements AutoCloseable {
    private final List<Browsing> browsers;
    private final String repo;
    private final List<Integer> answers = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "clicks");
    private volatile boolean open = true;

    Clicks(List<Part> web, String user, String repo) {
        browsers = web.stream()
                .map(part -> Browsing.at(part.address()).signIn(user, Cluster.PASSWORD))
                .toList();
        this.repo = repo;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (int i = 0; open; i++) {
            click(browsers.get(i % browsers.size()), i / browsers.size() % 2);
        }
    }

    private void click(Browsing browser, int star) {
        try {
            int answer = browser.post("/" + repo + "/star/" + star, Map.of()).statusCode();
            synchronized (this) {
                answers.add(answer);
            }
        } catch (UncheckedIOException e) {
            // This web process is away; a proxy would ask the other one.
        }
    }

    /** The status of each click so far that a web process answered. */
    synchronized List<Integer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
