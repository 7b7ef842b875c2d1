package starforge.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The one JSON of an event (RFC 8259), on sockets, streams and brokers:
 * {@code {"type":"event","seq":97,"topics":["public","repo:42"],"kind":"starred","actor":"mira","repo":"lantern","at":
 * "2026-11-23T14:20:00Z","data":{"count":42}}}. Topics and keys of the data are sorted, so an event has one text.
 */
public final class Wire {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private Wire() {}

    /** The event as JSON, without its {@link Event#repoId()}: the topics say that. */
    public static String write(Event event) {
        ObjectNode fields = JSON.createObjectNode().put("type", "event").put("seq", event.seq());
        ArrayNode topics = fields.putArray("topics");
        names(event.topics()).forEach(topics::add);
        fields.put("kind", event.kind()).put("actor", event.actor()).put("repo", event.repo());
        fields.put("at", event.at().toString()).set("data", JSON.valueToTree(event.data()));
        return fields.toString();
    }

    /**
     * The event of a JSON text; fields that are not known are passed over.
     *
     * @return with whole numbers in the data as {@link Long}, and the number of the repository when exactly one repository
     *     is among the topics, else 0
     * @throws IllegalArgumentException when the text is no event; the message says what is wrong
     */
    public static Event read(String text) {
        JsonNode fields = object(text);
        Set<Topic> topics = StreamSupport.stream(field(fields, "topics").spliterator(), false)
                .map(name -> new Topic(name.asText()))
                .collect(Collectors.toSet());
        return new Event(
                seq(fields),
                topics,
                field(fields, "kind").asText(),
                field(fields, "actor").asText(),
                field(fields, "repo").asText(),
                repoOf(topics),
                instant(field(fields, "at").asText()),
                values(fields, "data"));
    }

    /**
     * Reads one JSON object and nothing behind it.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static JsonNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not JSON", e);
        }
        throw new IllegalArgumentException("This is not a JSON object");
    }

    /** The names of topics, sorted. */
    public static List<String> names(Set<Topic> topics) {
        return topics.stream().map(Topic::name).sorted().toList();
    }

    /**
     * The values in a field that is an object: texts, numbers, booleans, and lists and maps of them.
     *
     * @throws IllegalArgumentException when it is something else or has null in it
     */
    public static Map<String, Object> values(JsonNode object, String field) {
        try {
            return Map.copyOf(JSON.convertValue(object.get(field), VALUES));
        } catch (NullPointerException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + field + "\" must be an object without null in it", e);
        }
    }

    private static JsonNode field(JsonNode fields, String name) {
        JsonNode value = fields.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("The event has no \"" + name + "\"");
        }
        return value;
    }

    private static long seq(JsonNode fields) {
        JsonNode seq = field(fields, "seq");
        if (!seq.isIntegralNumber() || !seq.canConvertToLong()) {
            throw new IllegalArgumentException("\"seq\" must be a whole number");
        }
        return seq.longValue();
    }

    private static long repoOf(Set<Topic> topics) {
        List<Topic> repos = topics.stream().filter(topic -> topic.isOf("repo")).toList();
        return repos.size() == 1 ? Long.parseLong(repos.get(0).key()) : 0;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"at\" must be a time like 2026-11-23T14:20:00Z", e);
        }
    }
}
