package starforge.screens.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static starforge.BareForge.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.BareForge;
import starforge.access.Refusal.Reason;
import starforge.boards.Board;
import starforge.boards.Boards;
import starforge.boards.Distance;
import starforge.boards.Night;
import starforge.boards.Panel;
import starforge.screens.Screens;
import starforge.users.User;

class PairingsTest {
    @TempDir
    Path folder;

    private BareForge forge;
    private User ada;
    private Screens screens;
    private Pairings pairings;
    private Board hall;

    @BeforeEach
    void a_forge() {
        forge = BareForge.inMemory(folder);
        ada = forge.admin("ada");
        Boards boards = new Boards(forge.database, forge.events, forge.repos, forge.clock);
        screens = new Screens(forge.database, forge.events, boards, forge.secrets, forge.clock);
        pairings = new Pairings(forge.database, screens, forge.secrets, forge.clock);
        hall = boards.create(
                ada.identity(),
                new Board(
                        0,
                        "hall",
                        "Hall",
                        true,
                        EnumSet.of(Panel.ACTIVITY),
                        0,
                        Locale.UK,
                        ZoneOffset.UTC,
                        Distance.ROOM,
                        false,
                        Night.NEVER),
                List.of());
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private Pairings.Begun begin() {
        return pairings.begin("Raspberry Pi 3", "", "192.0.2.7");
    }

    private void wait(int seconds) {
        forge.clock.pass(Duration.ofSeconds(seconds));
    }

    private void approve(Pairings.Begun begun) {
        pairings.approve(ada.identity(), begun.userCode(), "Entrance", List.of(hall));
    }

    private static String error(Answer answer) {
        return answer instanceof Answer.No no ? no.error() : "none";
    }

    @Test
    void a_device_waits_is_approved_and_gets_its_token_once() {
        Pairings.Begun begun = begin();
        assertThat(begun.userCode().toString()).matches("[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}");
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("authorization_pending");

        approve(begun);
        wait(5);
        Answer answer = pairings.ask(begun.deviceCode());

        assertThat(answer).isInstanceOfSatisfying(Answer.Yes.class, yes -> {
            assertThat(yes.token()).matches("sfk_[A-Za-z0-9_-]{43}");
            assertThat(yes.boards()).containsExactly("hall");
            assertThat(screens.byToken(yes.token())).get().satisfies(screen -> assertThat(screen.name())
                    .isEqualTo("Entrance"));
        });
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("expired_token");
    }

    @Test
    void who_asks_too_often_is_told_to_slow_down_and_must_wait_longer() {
        Pairings.Begun begun = begin();
        pairings.ask(begun.deviceCode());
        wait(1);
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("slow_down");
        wait(6);
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("slow_down");
        wait(15);
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("authorization_pending");
    }

    @Test
    void codes_end_after_ten_minutes_for_both_sides() {
        Pairings.Begun begun = begin();
        wait(601);

        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("expired_token");
        assertThat(pairings.find(begun.userCode())).isEmpty();
        assertThat(refusal(() -> approve(begun))).isEqualTo(Reason.INVALID);
        assertThat(screens.all()).isEmpty();
    }

    @Test
    void a_device_that_is_sent_away_is_told_so_and_cannot_be_approved_after_all() {
        Pairings.Begun begun = begin();
        pairings.deny(begun.userCode());

        assertThat(refusal(() -> approve(begun))).isEqualTo(Reason.INVALID);
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("access_denied");
        assertThat(error(pairings.ask(begun.deviceCode()))).isEqualTo("expired_token");
    }

    @Test
    void one_code_makes_one_screen() {
        Pairings.Begun begun = begin();
        approve(begun);

        assertThat(refusal(() -> approve(begun))).isEqualTo(Reason.INVALID);
        assertThat(screens.all()).hasSize(1);
    }

    @Test
    void codes_are_read_as_people_type_them() {
        Pairings.Begun begun = begin();
        String typed = " " + begun.userCode().letters().toLowerCase(Locale.ROOT).replaceAll("(..)", "$1 ");

        assertThat(UserCode.typed(typed)).contains(begun.userCode());
        assertThat(UserCode.typed("AEIO-UAEI")).isEmpty();
        assertThat(UserCode.typed("WDJB-MJH")).isEmpty();
    }

    @Test
    void one_address_cannot_fill_the_waiting_room() {
        for (int i = 0; i < 20; i++) {
            begin();
        }
        assertThat(refusal(this::begin)).isEqualTo(Reason.TOO_MANY);
        assertThat(pairings.begin("Pi", "", "192.0.2.8").deviceCode()).hasSize(43);
        wait(601);
        assertThat(begin().deviceCode()).hasSize(43);
    }

    @Test
    void a_copy_of_the_database_shows_no_code_and_no_token() {
        Pairings.Begun waiting = begin();
        Pairings.Begun begun = begin();
        approve(begun);
        Answer.Yes yes = (Answer.Yes) pairings.ask(begun.deviceCode());

        String all = forge.database.read(handle ->
                handle.createQuery("select * from pairings").mapToMap().list()
                        + " "
                        + handle.createQuery("select * from screens").mapToMap().list());

        assertThat(all)
                .contains("Raspberry")
                .doesNotContain(waiting.deviceCode(), waiting.userCode().letters(), yes.token());
    }

    @Test
    void the_picture_is_square_and_has_the_three_corners_that_readers_look_for() {
        String picture = QrPicture.of("https://forge.example/pair?user_code=WDJB-MJHT");

        assertThat(picture).contains("viewBox=\"0 0 41 41\"", "M4 4h1v1h-1z", "M36 4h1v1h-1z", "M4 36h1v1h-1z");
        assertThat(picture).doesNotContain("M41 41h1v1h-1z");
    }
}
