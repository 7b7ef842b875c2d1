package starforge.git.read;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.git.read.Workbench.REPO;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import starforge.BareForge;
import starforge.access.Refusal.Reason;
import starforge.git.Repositories;

/** What is said of repositories in which something is not found. */
class ReadingTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Reading.class);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Repositories repositories;
    private String commit;

    @BeforeEach
    void listen() {
        Workbench bench = new Workbench(folder.resolve("git"));
        String past = "commit refs/heads/main\ncommitter C <c@x> 1700000000 +0100\ndata 2\nxx\n";
        bench.run(past.getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet");
        commit = bench.id("main");
        repositories = bench.repositories();
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(said);
        repositories.close();
    }

    private Reason afterwards(Runnable change, String wanted) {
        Reading reading = new Reading(repositories, Duration.ofMinutes(1));
        return BareForge.refusal(() -> reading.of(REPO, opened -> {
            change.run();
            return opened.commit(ObjectId.fromString(wanted));
        }));
    }

    @Test
    void repository_that_is_deleted_while_somebody_reads_it_is_not_called_damaged_in_the_log() {
        assertThat(afterwards(() -> repositories.delete(REPO), commit)).isEqualTo(Reason.DAMAGED);
        assertThat(said.list).isEmpty();
    }

    @Test
    void repository_that_is_there_and_lacks_something_is_called_damaged_in_the_log() {
        assertThat(afterwards(() -> {}, "1".repeat(40))).isEqualTo(Reason.DAMAGED);
        assertThat(said.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .contains("repository 1 is damaged"));
    }
}
