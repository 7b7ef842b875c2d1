package starforge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import starforge.Browsing;
import starforge.git.ssh.Guest;
import starforge.live.Watching;

/** All that somebody has open at a repository: its page, Git over HTTP and SSH, a live socket and a stream of events. */
final class Windows implements AutoCloseable {
    private final Stage stage;
    private final String user;
    private final String path;
    private final Guest guest;
    final Browsing browser;
    final Watching watching;
    final EventStream stream;

    /** Opens them all, and sees that each lets something in. */
    Windows(Stage stage, Path home, String user, String path) {
        this.stage = stage;
        this.user = user;
        this.path = path;
        this.browser = stage.forge.browsing(stage.user(user));
        this.guest = Guest.at(home, stage.forge.sshPort());
        browser.get("/settings/keys");
        browser.post("/settings/keys", Map.of("title", "key", "ssh_key", guest.publicKey()));
        this.watching = Watching.page(stage.forge.address(), browser, path);
        String cookies = browser.cookies().getCookieStore().getCookies().stream()
                .map(HttpCookie::toString)
                .collect(Collectors.joining("; "));
        this.stream = new EventStream(stage.forge.address(), stage.last(), "Cookie", cookies);
        assertThat(browser.get(path).statusCode()).isEqualTo(200);
        assertThat(httpExit()).isZero();
        assertThat(sshExit()).isZero();
        stage.star(path);
        assertThat(stream.untilToldOrEnded("starred")).contains(path.substring(1));
        assertThat(watching.next("starred")).contains(path.substring(1));
    }

    private int httpExit() {
        return stage.git
                .run(guest.home(), "ls-remote", stage.remote(user, path))
                .exit();
    }

    private int sshExit() {
        String address = "ssh://git@127.0.0.1:" + stage.forge.sshPort() + path + ".git";
        return guest.git().run(guest.home(), "ls-remote", address).exit();
    }

    /** Every one of them is shut for good; a page is answered with this status. */
    void assertShut(int status) {
        assertPagesShut(status);
        assertThat(httpExit()).isNotZero();
        assertThat(sshExit()).isNotZero();
    }

    /** What hangs on the sign-in of the browser is shut, whatever the rights of the account. */
    void assertPagesShut(int status) {
        assertThat(browser.get(path).statusCode()).isEqualTo(status);
        assertThat(browser.get(path + "/raw/main/f/a.txt").statusCode()).isEqualTo(status);
        assertThat(browser.get(path + "/stargazers").statusCode()).isEqualTo(status);
        assertThat(watching.closeCode()).isBetween(4100, 4199);
        long before = stage.last();
        stage.star(path);
        stage.star("/mira/open");
        assertSilentAfter(before, stream.untilToldOrEnded("mira/open"));
        assertSilentAfter(before, watching.rest());
    }

    private void assertSilentAfter(long place, String told) {
        assertThat(told.lines())
                .filteredOn(line -> line.contains("\"" + path.substring(1) + "\""))
                .allMatch(line -> Long.parseLong(line.replaceAll(".*\"seq\":(\\d+).*", "$1")) <= place);
    }

    /** No list, count or log on a page tells a word. */
    void assertNowhere(String word, String... pages) {
        for (String page : pages) {
            assertThat(browser.get(page).body()).as(page).doesNotContain(word);
            assertThat(stage.forge.browsing().get(page).body()).as(page).doesNotContain(word);
        }
    }

    @Override
    public void close() {
        watching.close();
        stream.close();
    }
}
