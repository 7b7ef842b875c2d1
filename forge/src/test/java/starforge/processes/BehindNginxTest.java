package starforge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import starforge.RunningForge;
import starforge.git.RealGit;
import starforge.servers.Nginx;
import starforge.servers.Ports;
import starforge.users.User;

/** The forge behind a real nginx with the configuration of {@code forge/deploy}, of which only places and ports are changed. */
class BehindNginxTest {
    private static final int PORT = Ports.free(2);
    private static final String ADDRESS = "https://127.0.0.1:" + PORT;

    /** Where it comes from, so that it is another one than the client of the tests. */
    private static final String NGINX = "127.0.0.9";

    @TempDir
    static Path place;

    private static RunningForge forge;
    private static Nginx nginx;
    private static HttpClient client;

    @BeforeAll
    static void a_forge_behind_nginx() throws Exception {
        Path data = Files.createDirectory(place.resolve("data"));
        forge = RunningForge.with(data, Map.of("trusted-proxies", NGINX, "url", ADDRESS));
        forge.user("ben");
        User mira = forge.user("mira");
        forge.repo(mira, "lantern");
        nginx = new Nginx(PORT);
        configure(nginx.folder());
        nginx.start();
        client = HttpClient.newBuilder()
                .sslContext(trusting())
                .version(HttpClient.Version.HTTP_2)
                .build();
    }

    @AfterAll
    static void the_end() {
        nginx.close();
        forge.close();
    }

    private static void configure(Path folder) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=127.0.0.1",
                        "-addext",
                        "subjectAltName=IP:127.0.0.1",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "cert.pem"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl").toFile())
                .start()
                .waitFor();
        assertThat(exit).isZero();
        String sample = Files.readString(Path.of("deploy", "nginx.conf"));
        String inside = "127.0.0.1:" + forge.port();
        String ours = sample.replace("127.0.0.1:8080", inside)
                .replace("127.0.0.1:8090", inside)
                .replace("proxy_http_version 1.1;", "proxy_http_version 1.1; proxy_bind " + NGINX + ";")
                .replace("listen 443 ", "listen 127.0.0.1:" + PORT + " ")
                .replace("listen 80;", "listen 127.0.0.1:" + (PORT + 1) + ";")
                .replaceAll("(?m)^ *listen \\[::\\].*$", "")
                .replace(
                        "/etc/ssl/starforge/fullchain.pem",
                        folder.resolve("cert.pem").toString())
                .replace(
                        "/etc/ssl/starforge/privkey.pem",
                        folder.resolve("key.pem").toString())
                .replace("/var/cache/nginx/starforge", folder.resolve("cache").toString());
        Files.writeString(folder.resolve("starforge.conf"), ours);
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        Files.writeString(folder.resolve("nginx.conf"), user + """

                pid nginx.pid;
                events { worker_connections 512; }
                http {
                  access_log access;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  include starforge.conf;
                }
                """);
    }

    /** Trusts every certificate: the one here was made for this test. */
    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        return context;
    }

    private static HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ADDRESS + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void pages_come_encrypted_by_http_2_with_cookies_for_that_alone() {
        HttpResponse<String> page = get("/login");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(page.headers().allValues("set-cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
    }

    @Test
    void who_comes_unencrypted_is_sent_to_the_other_address() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (PORT + 1) + "/mira/lantern?a=b"))
                .build();
        HttpResponse<Void> answer =
                client.sendAsync(request, BodyHandlers.discarding()).join();
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("location")).contains("https://127.0.0.1/mira/lantern?a=b");
    }

    @Test
    void files_of_the_theme_come_from_nginx_after_the_first_time() {
        String file = found("(/-/theme/[0-9a-f]+/theme\\.css)", get("/").body());
        String first = get(file).body();
        assertThat(nginx.folder().resolve("cache")).isNotEmptyDirectory();
        assertThat(get(file).body()).isEqualTo(first).contains("{");
    }

    @Test
    void a_page_is_live_through_it_and_its_origin_must_be_right() throws Exception {
        String page = get("/mira/lantern").body();
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .subprotocols("starforge.v1", found("(wstoken[0-9a-f]{32})", page))
                .header("Origin", ADDRESS)
                .buildAsync(URI.create(ADDRESS.replace("https", "wss") + "/-/live"), new Hearing(heard))
                .join();
        socket.sendText("{\"op\":\"resume\",\"after\":0}", true).join();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).contains("\"hello\"");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
        socket.abort();

        CompletableFuture<WebSocket> foreign = client.newWebSocketBuilder()
                .subprotocols(
                        "starforge.v1",
                        found("(wstoken[0-9a-f]{32})", get("/mira/lantern").body()))
                .header("Origin", "https://evil.example")
                .buildAsync(URI.create(ADDRESS.replace("https", "wss") + "/-/live"), new Hearing(heard));
        assertThat(foreign)
                .failsWithin(20, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("WebSocket");
    }

    @Test
    void a_large_push_and_its_clone_go_through() throws Exception {
        RealGit git = new RealGit(Files.createDirectory(place.resolve("home")));
        Path work = Files.createDirectory(place.resolve("work"));
        byte[] noise = new byte[40 << 20];
        new Random(1).nextBytes(noise);
        Files.write(work.resolve("noise.bin"), noise);
        git.ok(work, "init", "-q");
        git.ok(work, "add", ".");
        git.ok(work, "commit", "-q", "-m", "noise");
        String address = ADDRESS.replace("https://", "https://mira:correct%20horse@") + "/mira/lantern.git";
        git.ok(work, "-c", "http.sslVerify=false", "push", "-q", address, "main");
        git.ok(place, "-c", "http.sslVerify=false", "clone", "-q", address, "again");
        assertThat(Files.mismatch(work.resolve("noise.bin"), place.resolve("again/noise.bin")))
                .isEqualTo(-1);
    }

    @Test
    void wrong_passwords_count_for_the_client_and_not_for_nginx() {
        String basic = "Basic " + Base64.getEncoder().encodeToString("ben:no".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 10; i++) {
            assertThat(get("/", "Authorization", basic, "X-Forwarded-For", "192.0.2." + i)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(get("/", "Authorization", basic, "X-Forwarded-For", "192.0.2.99")
                        .statusCode())
                .isEqualTo(429);
    }

    private record Hearing(LinkedBlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            heard.add(text.toString());
            from.request(1);
            return CompletableFuture.completedFuture(text);
        }
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
