package starforge.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page as a browser understood it.
 *
 * @param headings how many h1 there are outside of what people wrote
 * @param harm what no page may have: foreign elements, handlers, inline scripts, dangerous addresses, doubled ids
 */
record Dom(String title, String lang, int headings, List<String> harm, List<Link> links, List<Form> forms) {
    /**
     * An address that the page names, once however often it does.
     *
     * @param loads whether the browser loads it by itself
     * @param written whether it stands in what people wrote, such as a README
     */
    record Link(String address, boolean loads, boolean written) {}

    /** A form, its method as written. */
    record Form(String method, String action, List<Field> fields) {
        boolean isPost() {
            return method.equalsIgnoreCase("post");
        }

        /** What is sent when somebody types a text wherever text can be typed. */
        Map<String, String> filled(String text) {
            Map<String, String> filled = new LinkedHashMap<>();
            fields.stream()
                    .filter(Field::sent)
                    .forEach(field -> filled.put(field.name(), field.isText() ? text : field.value()));
            return filled;
        }

        /** The field for a file to send along, where the form has one. */
        Optional<String> fileField() {
            return fields.stream()
                    .filter(field -> field.type().equals("file"))
                    .map(Field::name)
                    .findFirst();
        }

        /** The address that a form leads to which changes nothing. */
        String typed(String text) {
            return action.replaceAll("[?#].*", "")
                    + filled(text).entrySet().stream()
                            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                            .collect(Collectors.joining("&", "?", ""));
        }
    }

    /**
     * A named part of a form.
     *
     * @param type as in HTML: {@code text}, {@code checkbox}
     * @param sent whether it is sent when nobody touches it
     */
    record Field(String name, String type, String value, boolean sent) {
        boolean isText() {
            return type.matches("text|textarea|search|email|password|url|tel|number");
        }
    }
}
