package starforge.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.JSHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import starforge.trips.Chromium;

/** Reads HTML with the parser of a real browser, for many threads in turn; runs and loads nothing of it. */
final class PageReader implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Chromium chromium = new Chromium();
    private final JSHandle script = chromium.page().evaluateHandle("() => (" + script() + ")");

    synchronized Dom read(String html, String address) {
        try {
            String found = String.valueOf(script.evaluate("(read, page) => read(page)", List.of(html, address)));
            return JSON.readValue(found, Dom.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() {
        try (InputStream in = PageReader.class.getResourceAsStream("read-page.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        chromium.close();
    }
}
