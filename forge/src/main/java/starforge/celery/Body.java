package starforge.celery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON of messages. Nothing is read by its own word: a body of another type is refused before it is looked at. */
final class Body {
    static final String TYPE = "application/json";
    static final String ENCODING = "utf-8";

    private static final int MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Body() {}

    static Object read(AMQP.BasicProperties properties, byte[] body) throws Unreadable {
        String type = Objects.requireNonNullElse(properties.getContentType(), "");
        if (!type.equals(TYPE)) {
            throw new Unreadable("content type " + quoted(type) + " instead of " + TYPE);
        }
        String encoding = Objects.requireNonNullElse(properties.getContentEncoding(), ENCODING);
        if (!encoding.toLowerCase(Locale.ROOT).matches("utf-?8|us-ascii|ascii")) {
            throw new Unreadable("content encoding " + quoted(encoding) + " instead of " + ENCODING);
        }
        if (body.length > MOST_BYTES) {
            throw new Unreadable("more than a megabyte");
        }
        return read(new String(body, StandardCharsets.UTF_8));
    }

    static Object read(String text) throws Unreadable {
        try {
            @Nullable Object value = JSON.readValue(text, Object.class);
            if (value == null) {
                throw new Unreadable("JSON null");
            }
            return value;
        } catch (IOException e) {
            throw new Unreadable("no JSON");
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value of somebody else's for a line of the log. */
    static String quoted(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return "\"" + plain.substring(0, Math.min(plain.length(), 80)) + "\"";
    }
}
