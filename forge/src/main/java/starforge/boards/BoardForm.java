package starforge.boards;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import starforge.access.Refusal;
import starforge.web.Exchange;
import starforge.web.Forms;

/** The form of a board: from fields to a board, and back into the fields. */
final class BoardForm {
    /** How date and time may be written. The sentences are English in each. */
    static final List<String> LANGUAGES = List.of("en-GB", "en-US", "en-CA", "en-AU", "en-ZA", "en-IN");

    static final List<String> ROTATIONS = List.of("0", "20", "30", "60");

    private static final List<String> FIELDS = List.of(
            "name",
            "title",
            "everything",
            "repos",
            "rotation",
            "language",
            "zone",
            "distance",
            "bare",
            "night_from",
            "night_until");

    private BoardForm() {}

    /**
     * Reads a board.
     *
     * @param id of the board that is changed, 0 for a new one
     * @throws Refusal INVALID at the first wrong field
     */
    static Board read(Exchange exchange, long id) {
        return new Board(
                id,
                name(exchange.form("name").strip().toLowerCase(Locale.ROOT)),
                title(exchange.form("title").strip()),
                Forms.isChecked(exchange, "everything"),
                panels(exchange),
                Integer.parseInt(among("rotation", exchange, ROTATIONS)),
                Locale.forLanguageTag(among("language", exchange, LANGUAGES)),
                zone(exchange.form("zone").strip()),
                Distance.of(exchange.form("distance"))
                        .orElseThrow(() -> Refusal.invalid("distance", "boards.no-choice")),
                Forms.isChecked(exchange, "bare"),
                night(
                        exchange.form("night_from").strip(),
                        exchange.form("night_until").strip()));
    }

    /** The full names of the repositories, one a line or with spaces or commas between. */
    static List<String> repos(Exchange exchange) {
        return Arrays.stream(exchange.form("repos").strip().split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String name(String name) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw Refusal.invalid("name", "boards.name-letters");
        }
        return name;
    }

    private static String title(String title) {
        if (title.isEmpty() || title.length() > 100) {
            throw Refusal.invalid("title", "boards.title-length");
        }
        return title;
    }

    private static Set<Panel> panels(Exchange exchange) {
        Set<Panel> panels = EnumSet.noneOf(Panel.class);
        for (Panel panel : Panel.values()) {
            if (Forms.isChecked(exchange, "panel-" + panel.word())) {
                panels.add(panel);
            }
        }
        if (panels.isEmpty()) {
            throw Refusal.invalid("panel-activity", "boards.no-panel");
        }
        return panels;
    }

    private static String among(String field, Exchange exchange, List<String> choices) {
        String value = exchange.form(field);
        if (!choices.contains(value)) {
            throw Refusal.invalid(field, "boards.no-choice");
        }
        return value;
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Refusal.invalid("zone", "boards.no-zone");
        }
    }

    private static Night night(String from, String until) {
        if (from.isEmpty() && until.isEmpty()) {
            return Night.NEVER;
        }
        Map.of("night_from", from, "night_until", until).forEach((field, time) -> {
            if (!time.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
                throw Refusal.invalid(field, "boards.no-time");
            }
        });
        return new Night(from, until);
    }

    /** The fields of a new board. */
    static Map<String, Object> fresh() {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, ""));
        fields.putAll(Map.of(
                "everything",
                true,
                "bare",
                false,
                "rotation",
                "0",
                "language",
                LANGUAGES.get(0),
                "zone",
                ZoneId.systemDefault().getId(),
                "distance",
                Distance.ROOM.word(),
                "panels",
                words(EnumSet.allOf(Panel.class))));
        return fields;
    }

    /** The fields as they were sent, for a form that is shown again. */
    static Map<String, Object> sent(Exchange exchange) {
        Map<String, Object> fields = new HashMap<>();
        FIELDS.forEach(field -> fields.put(field, exchange.form(field)));
        fields.put("everything", Forms.isChecked(exchange, "everything"));
        fields.put("bare", Forms.isChecked(exchange, "bare"));
        fields.put(
                "panels",
                Arrays.stream(Panel.values())
                        .map(Panel::word)
                        .filter(word -> Forms.isChecked(exchange, "panel-" + word))
                        .toList());
        return fields;
    }

    /** The fields of a board that is there. */
    static Map<String, Object> of(Board board, List<Chosen> chosen) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("name", board.name());
        fields.put("title", board.title());
        fields.put("everything", board.everything());
        fields.put(
                "repos",
                chosen.stream().filter(Chosen::isShown).map(Chosen::name).collect(Collectors.joining("\n")));
        fields.put("panels", words(board.panels()));
        fields.put("rotation", Integer.toString(board.rotation()));
        fields.put("language", board.language().toLanguageTag());
        fields.put("zone", board.zone().getId());
        fields.put("distance", board.distance().word());
        fields.put("bare", board.bare());
        fields.put("night_from", board.night().from());
        fields.put("night_until", board.night().until());
        return fields;
    }

    private static List<String> words(Set<Panel> panels) {
        return panels.stream().map(Panel::word).toList();
    }
}
