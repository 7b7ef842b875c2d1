package starforge.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.bus.Wire;

/** What the other side of a socket may say: {@code resume}, {@code ping} and {@code ask}. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int WORD = 64;

    private final Hub hub;
    private final Asks asks;

    Commands(Hub hub, Asks asks) {
        this.hub = hub;
        this.asks = asks;
    }

    /** Does what a message says, or answers with a sentence about what is wrong with it. */
    void obey(Viewer viewer, String message) {
        try {
            JsonNode command = Wire.object(message);
            switch (command.path("op").asText()) {
                case "resume" -> hub.resume(viewer, after(command));
                case "ping" -> viewer.send(Texts.PONG);
                case "ask" -> ask(viewer, asked(command));
                default -> viewer.send(Texts.error("\"op\" must be resume, ask or ping."));
            }
        } catch (IllegalArgumentException e) {
            viewer.send(Texts.error(e.getMessage() + "."));
        }
    }

    private static long after(JsonNode command) {
        JsonNode after = command.path("after");
        if (!after.canConvertToLong() || !after.isIntegralNumber() || after.longValue() < 0) {
            throw new IllegalArgumentException("\"after\" must be the last seq you know, a whole number from 0");
        }
        return after.longValue();
    }

    private void ask(Viewer viewer, Asks.Ask ask) {
        if (viewer.topics().size() >= Viewer.TOPICS) {
            viewer.send(Texts.refused(ask.id(), "This connection watches too much already."));
            return;
        }
        Asks.Answer answer = answer(viewer, ask);
        viewer.send(Texts.answer(ask.id(), answer));
        if (answer instanceof Asks.Accepted accepted) {
            accepted.start().run();
        }
    }

    private Asks.Answer answer(Viewer viewer, Asks.Ask ask) {
        try {
            return asks.ask(viewer.grant(), ask, topic -> hub.watch(viewer, topic));
        } catch (RuntimeException e) {
            LOG.error("Asking for {} failed", ask.what(), e);
            return new Asks.Refused("Something broke here. It is in the log of the server.");
        }
    }

    private static Asks.Ask asked(JsonNode command) {
        Map<String, Object> args = command.has("args") ? Wire.values(command, "args") : Map.of();
        return new Asks.Ask(word(command, "id"), word(command, "what"), args);
    }

    private static String word(JsonNode command, String name) {
        String word = command.path(name).textValue();
        if (word == null || word.isEmpty() || word.length() > WORD) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text of 1 to " + WORD + " characters");
        }
        return word;
    }
}
