package starforge.trips;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import starforge.RunningForge;
import starforge.proof.Actor;

/** Somebody's page in the browser, looked at in every size and scheme; tells what is wrong with what is seen. */
final class Looking {
    private static final List<ViewportSize> SIZES = List.of(new ViewportSize(1280, 800), new ViewportSize(390, 844));
    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final String AXE = axe();
    /** All that axe-core knows of WCAG 2.2 A and AA, and its best practices; in the dark, and there once, what hangs on colours. */
    private static final String RUN = """
            async isLight => {
              const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
              const all = {type: "tag", values: tags};
              const runOnly = isLight ? all : {type: "rule", values: ["color-contrast", "link-in-text-block"]};
              const found = await axe.run(document, {runOnly, resultTypes: ["violations"]});
              return found.violations.flatMap(rule => rule.nodes.slice(0, 3).map(node =>
                rule.id + " at " + node.html.slice(0, 160) + " "
                  + (rule.id === "color-contrast" ? node.any[0].message : "")));
            }""";
    /** How far the page is wider than the screen, and what sticks out. */
    private static final String TOO_WIDE = """
            () => {
              const width = document.documentElement.clientWidth;
              const over = document.scrollingElement.scrollWidth - width;
              if (over <= 0) return "";
              const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
              return over + " px by " + out.slice(-2).map(e => "<" + e.localName + " class=" + e.className + ">").join(" ");
            }""";

    private final String base;
    private final Path pictures;
    private final Page page;
    private final BiConsumer<String, String> findings;
    private List<String> here = new ArrayList<>();

    /** Takes the folder for the pictures, and who hears of what is wrong: the sentence and the screen's name. */
    Looking(Chromium chromium, RunningForge forge, Actor actor, Path pictures, BiConsumer<String, String> findings) {
        this.base = forge.address();
        this.pictures = pictures;
        this.findings = findings;
        this.page = chromium.page(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.addInitScript(AXE);
        page.onRequest(this::checkHost);
        page.onRequestFailed(request -> here.add("failed " + request.url() + " " + request.failure()));
        page.onConsoleMessage(message -> here.add("console: " + message.text()));
        page.onPageError(error -> here.add("script: " + error));
        if (actor != Actor.NOBODY) {
            signIn(actor.user());
        }
    }

    private void checkHost(Request request) {
        if (!request.url().startsWith(base + "/") && !request.url().startsWith(base.replace("http", "ws") + "/")) {
            here.add("asks " + request.url());
        }
    }

    private void signIn(String name) {
        page.navigate(base + "/login");
        page.fill("#username", name);
        page.fill("#password", RunningForge.PASSWORD);
        page.locator("main form button").first().click();
        page.waitForURL(base + "/dashboard");
    }

    void at(Screens.Screen screen) {
        here = new ArrayList<>();
        Response answer = Objects.requireNonNull(page.navigate(base + screen.path()));
        for (ViewportSize size : SIZES) {
            page.setViewportSize(size.width, size.height);
            for (ColorScheme scheme : SCHEMES) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                look(screen.name(), size.width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
        if (answer.status() != screen.status()) {
            here.add("answered with " + answer.status());
        }
        here.removeIf(line -> screen.status() != 200 && line.contains("status of " + screen.status()));
        new LinkedHashSet<>(here).forEach(line -> findings.accept(line, screen.name()));
    }

    private void look(String name, String form) {
        String wide = String.valueOf(page.evaluate(TOO_WIDE));
        if (!wide.isEmpty()) {
            here.add(form + " is too wide, " + wide);
        }
        if (!form.equals("390-dark")) {
            ((List<?>) page.evaluate(RUN, form.endsWith("light"))).forEach(found -> here.add("axe: " + found));
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + "-" + form + ".png")));
    }

    private static String axe() {
        try (InputStream in = Looking.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
