package starforge.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import spark.Request;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/** The fields that a program sends, as a form or as an object of JSON. */
final class SentFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_JSON = 100_000;

    private SentFields() {}

    static Map<String, String> of(Request request) {
        String type = request.headers("Content-Type");
        return type != null && type.startsWith("application/json") ? json(request) : form(request);
    }

    private static Map<String, String> form(Request request) {
        Map<String, String> fields = new HashMap<>();
        request.queryParams().forEach(name -> fields.put(name, request.queryParams(name)));
        return fields;
    }

    private static Map<String, String> json(Request request) {
        Map<String, String> fields = new HashMap<>();
        try {
            byte[] body = request.raw().getInputStream().readNBytes(MOST_JSON + 1);
            if (body.length > MOST_JSON) {
                throw new Refusal(Reason.TOO_LARGE, "api.too-large");
            }
            JsonNode read = JSON.readTree(body);
            read.properties()
                    .forEach(field -> fields.put(
                            field.getKey(),
                            field.getValue().isNull() ? "" : field.getValue().asText()));
            return fields;
        } catch (IOException e) {
            throw new Refusal(e, Reason.MALFORMED, "api.no-json");
        }
    }
}
