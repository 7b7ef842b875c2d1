package starforge.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.Browsing;
import starforge.RunningForge;
import starforge.flags.Flag;
import starforge.flags.FlagWish;
import starforge.flags.Flags;
import starforge.git.RealGit;
import starforge.outgoing.Receiver;
import starforge.repos.Repo;
import starforge.servers.Ports;
import starforge.users.User;

/** Another server is told of a push: signed, again when it was away, and the owner reads what was said. */
class WebhookPagesTest {
    private static final String HOME = "/mira/lantern/settings/webhooks";
    private static final String COMMIT = "b".repeat(40);

    @TempDir
    Path folder;

    private RunningForge forge;
    private User owner;
    private Repo lantern;
    private Browsing mira;
    private String secret = "";
    private String hook = "";

    @BeforeEach
    void a_forge_that_may_reach_its_own_machine() {
        forge = RunningForge.with(folder.resolve("data"), Map.of("reachable-networks", "127.0.0.1"));
        owner = forge.user("mira");
        lantern = forge.repo(owner, "lantern");
        forge.user("hana");
        mira = forge.browsing().signIn("mira", RunningForge.PASSWORD);
    }

    @AfterEach
    void close() {
        forge.close();
    }

    private void add(String url, String subject) {
        mira.get(HOME);
        String page = mira.post(HOME, Map.of("url", url, "subjects", subject, "active", "true"))
                .body();
        Matcher value = Pattern.compile("readonly value=\"([^\"]+)\" aria-label=\"Secret\"")
                .matcher(page);
        assertThat(value.find()).as(page).isTrue();
        secret = value.group(1);
        Matcher form = Pattern.compile("action=\"(" + HOME + "/[0-9]+)\"").matcher(page);
        assertThat(form.find()).isTrue();
        hook = form.group(1);
    }

    private void post(String deed) {
        mira.get(hook);
        assertThat(mira.post(hook + deed, Map.of()).statusCode()).isEqualTo(303);
    }

    /** Does not wait for the next try. */
    private void hasten() {
        Matcher job = Pattern.compile("data-topic=\"job:([0-9]+)\"")
                .matcher(mira.get(hook).body());
        assertThat(job.find()).isTrue();
        forge.jobs().hasten(Long.parseLong(job.group(1)));
    }

    private void soon(String text) {
        soon(() -> mira.get(hook).body().contains(text));
    }

    private static void soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 seconds were not enough").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void a_push_is_told_in_words_of_pagure_and_signed() throws Exception {
        try (Receiver receiver = new Receiver()) {
            add(receiver.address("/in"), "pushes");
            RealGit git = new RealGit(Files.createDirectories(folder.resolve("home")));
            Path work = git.init(folder.resolve("work"));
            git.commit(work, "a.txt", "a");
            git.commit(work, "b.txt", "b");
            String remote = forge.address().replace("://", "://mira:correct%20horse@") + "/mira/lantern.git";
            assertThat(git.run(work, "push", "-q", remote, "HEAD:refs/heads/main")
                            .exit())
                    .isZero();
            Receiver.Got got = receiver.next();
            got = got.header("x-pagure-topic").equals("git.receive") ? got : receiver.next();
            byte[] body = got.body().getBytes(StandardCharsets.UTF_8);
            String sha256 = Signature.of("HmacSHA256", secret, body);
            assertThat(got.header("x-hub-signature-256")).isEqualTo("sha256=" + sha256);
            assertThat(got.header("x-pagure-signature-256")).isEqualTo(sha256);
            assertThat(got.header("x-pagure-signature")).isEqualTo(Signature.of("HmacSHA1", secret, body));
            assertThat(got.header("x-pagure")).isEqualTo(forge.address() + "/");
            assertThat(got.header("x-pagure-project")).isEqualTo("mira/lantern");
            assertThat(got.header("content-type")).isEqualTo("application/json");
            JsonNode json = new ObjectMapper().readTree(got.body());
            assertThat(json.fieldNames()).toIterable().containsExactly("i", "msg", "msg_id", "timestamp", "topic");
            JsonNode message = json.get("msg");
            assertThat(message.get("branch").asText()).isEqualTo("main");
            assertThat(message.get("total_commits").asInt()).isEqualTo(2);
            assertThat(message.get("end_commit").asText()).isEqualTo(git.ok(work, "rev-parse", "HEAD"));
            assertThat(message.get("start_commit").asText()).isEqualTo(git.ok(work, "rev-parse", "HEAD~1"));
            assertThat(message.get("changed_files").toString()).isEqualTo("{\"a.txt\":\"A\",\"b.txt\":\"A\"}");
            assertThat(message.get("repo").get("fullname").asText()).isEqualTo("mira/lantern");
            assertThat(message.get("project_fullname").asText()).isEqualTo("mira/lantern");
            soon("Answer 200");
            assertThat(mira.get(hook).body()).contains("thanks").doesNotContain(secret);
        }
    }

    private void flag(Flag.Status status) {
        FlagWish wish = new FlagWish("j1", "CI", status, OptionalInt.empty(), "Tests", "https://ci.example/7");
        forge.flags().set(lantern.id(), COMMIT, new Flags.Setter(owner.id(), owner.name(), 0), wish);
    }

    @Test
    void a_new_flag_and_one_that_changed_are_told_apart() throws Exception {
        try (Receiver receiver = new Receiver()) {
            add(receiver.address("/in"), "flags");
            flag(Flag.Status.PENDING);
            Receiver.Got first = receiver.next();
            assertThat(first.header("x-pagure-topic")).isEqualTo("commit.flag.added");
            JsonNode message = new ObjectMapper().readTree(first.body()).get("msg");
            assertThat(message.get("agent").asText()).isEqualTo("mira");
            assertThat(message.get("repo").get("fullname").asText()).isEqualTo("mira/lantern");
            assertThat(message.get("flag").toString())
                    .isEqualTo(
                            "{\"comment\":\"Tests\",\"commit_hash\":\"" + COMMIT + "\",\"percent\":null,"
                                    + "\"status\":\"pending\",\"uid\":\"j1\",\"url\":\"https://ci.example/7\",\"username\":\"CI\"}");
            flag(Flag.Status.SUCCESS);
            Receiver.Got second = receiver.next();
            assertThat(second.header("x-pagure-topic")).isEqualTo("commit.flag.updated");
            assertThat(second.body()).contains("\"status\":\"success\"");
        }
    }

    @Test
    void who_was_away_is_told_when_it_is_back_and_may_be_told_again() {
        int port = Ports.free(1);
        Receiver first = new Receiver(port);
        add(first.address("/in"), "stars");
        first.close();
        mira.get("/mira/lantern");
        mira.post("/mira/lantern/star/1", Map.of());
        soon("The server does not answer");
        try (Receiver second = new Receiver(port).answering(500, "not now", Map.of())) {
            hasten();
            assertThat(second.next().body()).contains("\"topic\":\"project.starred\"");
            soon("Answer 500");
            second.answering(200, "now", Map.of());
            hasten();
            Receiver.Got got = second.next();
            soon("Delivered");
            Matcher again = Pattern.compile("/deliveries/[0-9]+/again")
                    .matcher(mira.get(hook).body());
            assertThat(again.find()).isTrue();
            post(again.group());
            assertThat(second.next()).isEqualTo(got);
        }
    }

    @Test
    void a_private_address_is_refused_with_a_sentence_and_not_tried_again() {
        add("http://10.0.0.1:8080/in", "pushes");
        post("/test");
        soon("This address is private or special");
        assertThat(mira.get(hook).body()).contains("Failed", "1 try");
    }

    @Test
    void a_secret_is_shown_once_and_another_can_be_made() {
        try (Receiver receiver = new Receiver()) {
            add(receiver.address("/in?token=hush"), "pushes");
            String before = secret;
            assertThat(mira.get(HOME).body()).contains("127.0.0.1").doesNotContain(secret, "hush");
            assertThat(mira.post(hook + "/secret", Map.of()).body())
                    .contains("not shown again")
                    .doesNotContain(before);
            post("/test");
            Receiver.Got got = receiver.next();
            assertThat(got.body()).contains("\"content\":\"Test message\"", "\"topic\":\"Test.notification\"");
            assertThat(got.header("x-pagure-signature-256"))
                    .isNotEqualTo(Signature.of("HmacSHA256", before, got.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void a_wrong_form_comes_back_and_nobody_else_has_one() {
        mira.get(HOME);
        var wrong = mira.post(HOME, Map.of("url", "file:///etc/passwd", "subjects", "pushes"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("begins with http://", "file:///etc/passwd");
        assertThat(mira.post(HOME, Map.of("url", "https://ci.example/")).body()).contains("Choose what to tell it of");
        Browsing hana = forge.browsing().signIn("hana", RunningForge.PASSWORD);
        assertThat(hana.get(HOME).statusCode()).isEqualTo(403);
    }
}
