package starforge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everybody follows every link of every page. */
class CrawlTest {
    @TempDir
    static Path folder;

    private static FilledForge forge;
    private static PageReader reader;
    private static final Findings FINDINGS = new Findings();
    private static final Map<Actor, Crawl> CRAWLS = new EnumMap<>(Actor.class);

    @BeforeAll
    static void crawl() {
        long a = System.nanoTime();
        forge = FilledForge.in(folder);
        reader = new PageReader();
        for (Actor actor : Actor.values()) {
            long b = System.nanoTime();
            CRAWLS.put(actor, new Crawl(forge, actor, reader, FINDINGS, 3).run());
            System.out.println("## " + actor + " " + CRAWLS.get(actor).answered().size() + " in " + (System.nanoTime() - b) / 1e9);
        }
        System.out.println("## all " + (System.nanoTime() - a) / 1e9);
    }

    @AfterAll
    static void end() {
        reader.close();
        forge.close();
    }

    @Test
    void every_answer_is_sound() {
        assertThat(FINDINGS.all()).isEmpty();
    }

    @Test
    void every_get_route_was_visited() {
        Set<String> missing = new TreeSet<>(new Addresses(forge.forge().routes(), "GET").all());
        CRAWLS.values().forEach(crawl -> missing.removeAll(crawl.visited()));
        assertThat(missing).isEmpty();
    }
}
