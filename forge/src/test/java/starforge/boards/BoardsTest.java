package starforge.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refused;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.bus.Event;
import starforge.events.Scope;
import starforge.users.User;

class BoardsTest {
    @TempDir
    Path folder;

    private BareForge forge;
    private Boards boards;
    private User ada;
    private User mira;
    private Gate.Entry lantern;
    private Gate.Entry vault;

    @BeforeEach
    void a_forge() {
        forge = BareForge.inMemory(folder);
        boards = new Boards(forge.database, forge.events, forge.repos, forge.clock);
        ada = forge.admin("ada");
        mira = forge.user("mira");
        lantern = forge.repo(mira, "lantern");
        vault = forge.privateRepo(mira, "vault");
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private static Board wish(String name, boolean everything) {
        return new Board(
                0,
                name,
                "Workshop",
                everything,
                EnumSet.allOf(Panel.class),
                0,
                Locale.UK,
                ZoneId.of("Europe/Berlin"),
                Distance.ROOM,
                false,
                new Night("22:00", "06:30"));
    }

    private Board make(String name, boolean everything, String... repos) {
        return boards.create(ada.identity(), wish(name, everything), List.of(repos));
    }

    @Test
    void a_board_comes_back_as_it_was_made() {
        Board made = make("hall", true, "mira/vault");

        Board found = boards.find("HALL").orElseThrow();
        assertThat(found).isEqualTo(made);
        assertThat(found.panels()).isEqualTo(EnumSet.allOf(Panel.class));
        assertThat(found.night()).isEqualTo(new Night("22:00", "06:30"));
        assertThat(boards.scope(found)).isEqualTo(new Scope(true, Set.of(vault.id())));
        assertThat(boards.topics(found)).containsExactly("board:" + found.id(), "public", "repo:" + vault.id());
    }

    @Test
    void all_that_is_public_is_on_a_board_of_everything_and_nothing_private() {
        Board board = make("hall", true);

        assertThat(boards.repos(board)).containsExactly(lantern.id());
        assertThat(boards.isOpen(board)).isTrue();
        assertThat(boards.maySee(Identity.ANONYMOUS, board)).isTrue();
    }

    @Test
    void a_private_repository_that_is_named_closes_the_board_to_all_but_administrators() {
        Board board = make("hall", false, "mira/vault", "mira/lantern");

        assertThat(boards.repos(board)).containsExactlyInAnyOrder(vault.id(), lantern.id());
        assertThat(boards.maySee(Identity.ANONYMOUS, board)).isFalse();
        assertThat(boards.maySee(mira.identity(), board)).isFalse();
        assertThat(boards.maySee(ada.identity(), board)).isTrue();
        assertThat(boards.maySee(forge.withToken(ada, "read"), board)).isFalse();
    }

    @Test
    void what_becomes_private_later_leaves_the_board_until_it_is_named_again() {
        Board board = make("hall", false, "mira/lantern");

        forge.repos.describe(mira.identity(), lantern, "", "", true);

        assertThat(boards.repos(board)).isEmpty();
        assertThat(boards.topics(board)).containsExactly("board:" + board.id());
        assertThat(boards.maySee(Identity.ANONYMOUS, board)).isTrue();
        boards.change(ada.identity(), board, List.of("mira/lantern"));
        assertThat(boards.repos(board)).containsExactly(lantern.id());
        assertThat(boards.maySee(Identity.ANONYMOUS, board)).isFalse();
    }

    @Test
    void a_deleted_repository_leaves_its_boards() {
        Board board = make("hall", false, "mira/lantern", "mira/vault");

        forge.repos.delete(mira.identity(), vault);

        assertThat(boards.repos(board)).containsExactly(lantern.id());
    }

    @Test
    void a_change_is_told_to_who_watches_the_board_after_they_are_asked_again() {
        Board board = make("hall", true);
        long before = forge.events.last();

        boards.change(ada.identity(), board, List.of());

        List<Event> told = forge.events.after(before, 10);
        assertThat(told).extracting(Event::kind).containsExactly("acl", "board");
        assertThat(told).allSatisfy(event -> assertThat(event.topics()).containsExactly(board.topic()));
    }

    @Test
    void names_are_given_once_and_unknown_repositories_are_named() {
        make("hall", true);

        assertThat(refused(() -> make("hall", true)).field()).isEqualTo("name");
        assertThat(refused(() -> make("other", false, "mira/nothing")).getMessage())
                .contains("mira/nothing");
        Board other = make("other", true);
        Board renamed = new Board(
                other.id(),
                "hall",
                "T",
                true,
                other.panels(),
                0,
                Locale.UK,
                other.zone(),
                Distance.NEAR,
                false,
                Night.NEVER);
        assertThat(refused(() -> boards.change(ada.identity(), renamed, List.of()))
                        .field())
                .isEqualTo("name");
    }

    @Test
    void panels_take_turns_where_letters_of_this_size_leave_no_room_for_all() {
        Set<Panel> all = EnumSet.allOf(Panel.class);
        Set<Panel> narrow = EnumSet.of(Panel.ACTIVITY, Panel.TODAY, Panel.STARS);
        assertThat(Distance.NEAR.fits(all)).isTrue();
        assertThat(Distance.ROOM.fits(all)).isFalse();
        assertThat(Distance.FAR.fits(narrow)).isTrue();
        assertThat(Distance.HALL.fits(narrow)).isFalse();
        assertThat(Distance.HALL.fits(EnumSet.of(Panel.WALL))).isTrue();

        assertThat(wish("room", true).turn()).isPositive();
        assertThat(wish("room", true).rotation()).isZero();
    }

    @Test
    void most_starred_counts_a_week_and_what_is_on_the_board() {
        forge.stars.star(mira.identity(), lantern);
        forge.clock.pass(Duration.ofDays(8));
        forge.stars.star(ada.identity(), lantern);
        forge.stars.star(ada.identity(), vault);
        var week = forge.clock.instant().minus(Duration.ofDays(7));

        assertThat(boards.mostStarred(make("open", true), week)).containsExactly(new Leader("mira/lantern", 1));
        assertThat(boards.mostStarred(make("closed", false, "mira/vault"), week))
                .containsExactly(new Leader("mira/vault", 1));
    }

    @Test
    void night_may_go_over_midnight_or_not_be() {
        Night night = new Night("22:00", "06:30");
        assertThat(night.isAt(LocalTime.of(23, 59))).isTrue();
        assertThat(night.isAt(LocalTime.of(6, 29))).isTrue();
        assertThat(night.isAt(LocalTime.of(6, 30))).isFalse();
        assertThat(new Night("12:00", "13:00").isAt(LocalTime.of(12, 30))).isTrue();
        assertThat(new Night("12:00", "13:00").isAt(LocalTime.of(13, 30))).isFalse();
        assertThat(Night.NEVER.isAt(LocalTime.MIDNIGHT)).isFalse();
    }
}
