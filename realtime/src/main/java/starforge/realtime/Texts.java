package starforge.realtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import starforge.bus.Event;
import starforge.bus.Topic;
import starforge.bus.Wire;

/** Every message that the server sends, as JSON. */
final class Texts {
    static final Text RELOAD = text(message("reload"));
    static final Text PONG = text(message("pong"));

    private Texts() {}

    static Text event(Event event) {
        return new Text(Wire.write(event));
    }

    static Text hello(long seq, Set<Topic> topics) {
        ObjectNode hello = message("hello").put("seq", seq);
        ArrayNode names = hello.putArray("topics");
        Wire.names(topics).forEach(names::add);
        return text(hello);
    }

    static Text resumed(long seq) {
        return text(message("resumed").put("seq", seq));
    }

    static Text error(String why) {
        return text(message("error").put("why", why));
    }

    static Text answer(String id, Asks.Answer answer) {
        if (answer instanceof Asks.Accepted accepted) {
            return text(message("accepted").put("id", id).put("job", accepted.job()));
        }
        return refused(id, ((Asks.Refused) answer).why());
    }

    static Text refused(String id, String why) {
        return text(message("refused").put("id", id).put("why", why));
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static Text text(ObjectNode message) {
        return new Text(message.toString());
    }
}
