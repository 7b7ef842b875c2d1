package starforge.repos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import starforge.BareForge;
import starforge.Store;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.users.User;

/** Who may do what, as a table: each actor at a public and at a private repository. */
@TestInstance(Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(Store.class)
class GateTest {
    @Parameter
    Store store;

    @TempDir
    static Path folder;

    private BareForge forge;
    private final Map<String, Identity> actors = new HashMap<>();

    @BeforeParameterizedClassInvocation
    void people() {
        forge = store.inMemory(folder.resolve(store.name()));
        User owner = forge.user("owner");
        User root = forge.admin("root");
        User stranger = forge.user("stranger");
        Gate.Entry open = forge.repo(owner, "open");
        Gate.Entry hidden = forge.privateRepo(owner, "hidden");
        for (String word : new String[] {"read", "write", "admin"}) {
            User helper = forge.user(word + "-helper");
            Level level = Level.valueOf(word.toUpperCase(java.util.Locale.ROOT));
            forge.collaborators.let(owner.identity(), open, helper, level);
            forge.collaborators.let(owner.identity(), hidden, helper, level);
            actors.put(word + "-helper", helper.identity());
            actors.put("owner/" + word, forge.withToken(owner, word));
            actors.put("root/" + word, forge.withToken(root, word));
            actors.put("stranger/" + word, forge.withToken(stranger, word));
        }
        actors.put("admin-helper/write", forge.withToken(forge.users.get("admin-helper"), "write"));
        actors.put("owner", owner.identity());
        actors.put("root", root.identity());
        actors.put("stranger", stranger.identity());
        actors.put("nobody", Identity.ANONYMOUS);
    }

    @AfterParameterizedClassInvocation
    void close() {
        forge.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # who,             open: READ  WRITE      ADMIN      hidden: READ WRITE     ADMIN
                    nobody,             yes,       LOGIN,     LOGIN,     NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    stranger,           yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    stranger/read,      yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    stranger/write,     yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    stranger/admin,     yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    read-helper,        yes,       FORBIDDEN, FORBIDDEN, yes,        FORBIDDEN, FORBIDDEN
                    write-helper,       yes,       yes,       FORBIDDEN, yes,        yes,       FORBIDDEN
                    admin-helper,       yes,       yes,       yes,       yes,        yes,       yes
                    admin-helper/write, yes,       yes,       FORBIDDEN, yes,        yes,       FORBIDDEN
                    owner,              yes,       yes,       yes,       yes,        yes,       yes
                    owner/read,         yes,       FORBIDDEN, FORBIDDEN, yes,        FORBIDDEN, FORBIDDEN
                    owner/write,        yes,       yes,       FORBIDDEN, yes,        yes,       FORBIDDEN
                    owner/admin,        yes,       yes,       yes,       yes,        yes,       yes
                    root,               yes,       yes,       yes,       yes,        yes,       yes
                    root/admin,         yes,       yes,       yes,       yes,        yes,       yes
                    root/write,         yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    root/read,          yes,       FORBIDDEN, FORBIDDEN, NOT_FOUND,  NOT_FOUND, NOT_FOUND
                    """)
    void everybody_gets_what_they_may_and_nothing_else(
            String who, String openRead, String openWrite, String openAdmin, String read, String write, String admin) {
        assertThat(answer(who, "owner/open", Level.READ)).isEqualTo(openRead);
        assertThat(answer(who, "owner/open", Level.WRITE)).isEqualTo(openWrite);
        assertThat(answer(who, "owner/open", Level.ADMIN)).isEqualTo(openAdmin);
        assertThat(answer(who, "owner/hidden", Level.READ)).isEqualTo(read);
        assertThat(answer(who, "owner/hidden", Level.WRITE)).isEqualTo(write);
        assertThat(answer(who, "owner/hidden", Level.ADMIN)).isEqualTo(admin);
    }

    private String answer(String who, String repo, Level needed) {
        Identity actor = Objects.requireNonNull(actors.get(who));
        RepoName name = RepoName.parse(repo).orElseThrow();
        String byName;
        try {
            Gate.Entry entry = forge.repos.require(actor, name, needed);
            byName = "yes";
            assertThat(entry.level().includes(needed)).isTrue();
        } catch (Refusal refusal) {
            byName = refusal.reason().name();
        }
        long id = forge.repos
                .require(forge.users.get("owner").identity(), name, Level.READ)
                .id();
        assertThat(forge.repos.level(actor, id).includes(needed)).isEqualTo(byName.equals("yes"));
        return byName;
    }

    @Test
    void what_is_hidden_is_refused_in_the_words_of_what_does_not_exist() {
        RepoName hidden = RepoName.of("owner", "hidden");
        RepoName missing = RepoName.of("owner", "missing");

        assertThat(refusal(hidden)).isEqualTo(refusal(missing));
    }

    private String refusal(RepoName name) {
        return BareForge.refused(() -> forge.repos.require(Identity.ANONYMOUS, name, Level.WRITE))
                .text();
    }

    @Test
    void a_name_is_found_in_any_case_and_told_as_it_was_typed() {
        Gate.Entry entry = forge.repos.require(Identity.ANONYMOUS, RepoName.of("OWNER", "Open"), Level.READ);

        assertThat(entry.name()).hasToString("owner/open");
    }

    @Test
    void a_number_that_is_not_there_reaches_nothing() {
        assertThat(forge.repos.level(forge.users.get("root").identity(), 424_242))
                .isEqualTo(Level.NONE);
    }
}
