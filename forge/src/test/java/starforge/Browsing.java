package starforge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser without scripts does: keeps cookies, follows nothing by itself, sends forms with their token. */
public final class Browsing {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf_token\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String token = "";

    private Browsing(String base) {
        this.base = base;
    }

    /** A browser for the forge at an address, without a slash at its end. */
    public static Browsing at(String address) {
        return new Browsing(address);
    }

    /** The same browser with the same cookies, at another address of the forge. */
    public Browsing alsoAt(String address) {
        Browsing there = new Browsing(address);
        cookies.getCookieStore()
                .getCookies()
                .forEach(cookie -> there.cookies.getCookieStore().add(URI.create(address), cookie));
        return there;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Loads a page with a further header. */
    public HttpResponse<String> get(String path, String header, String value) {
        return send(request(path).header(header, value).GET());
    }

    /** Sends a form with the token of the page seen last. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return postBare(path, plus(fields, "csrf_token", token));
    }

    /** Sends a form just as given. */
    public HttpResponse<String> postBare(String path, Map<String, String> fields) {
        return send(form(path, fields));
    }

    /** Sends any body just as given. */
    public HttpResponse<String> postBody(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /**
     * Sends a form that has a file, with the token of the page seen last.
     *
     * @param field of the file
     * @param name of the file; a quote in it is written as browsers do (HTML, multipart/form-data encoding algorithm)
     */
    public HttpResponse<String> postFile(String path, String field, String name, String content) {
        String head = "--starforge\r\nContent-Disposition: form-data; name=\"";
        String safe = name.replace("\"", "%22").replace("\n", "%0A").replace("\r", "%0D");
        String body = head + "csrf_token\"\r\n\r\n" + token + "\r\n" + head + field + "\"; filename=\"" + safe
                + "\"\r\nContent-Type: text/html\r\n\r\n" + content + "\r\n--starforge--\r\n";
        return postBody(path, "multipart/form-data; boundary=starforge", body);
    }

    /** Sends a form as the script does, asking for JSON. */
    public HttpResponse<String> postForJson(String path, Map<String, String> fields) {
        return send(form(path, plus(fields, "csrf_token", token)).header("Accept", "application/json"));
    }

    /** Sends a request with any method and no body. */
    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    public Browsing signIn(String name, String password) {
        get("/login");
        HttpResponse<String> answer = post("/login", Map.of("username", name, "password", password));
        if (answer.statusCode() != 303) {
            throw new AssertionError("Signing in was answered with " + answer.statusCode() + ": " + answer.body());
        }
        get("/settings");
        return this;
    }

    /** The token of the page seen last. */
    public String token() {
        return token;
    }

    public CookieManager cookies() {
        return cookies;
    }

    private static Map<String, String> plus(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            Matcher matcher = TOKEN.matcher(answer.body());
            if (matcher.find()) {
                token = matcher.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
