package starforge.markup;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/**
 * A number over the days as a picture: a line of steps with marks on it. It is drawn from at most {@value #STEPS} points,
 * however long the past is, as SVG without scripts, addresses or colours: those are classes.
 */
public final class Curve {
    private static final int STEPS = 200;
    private static final int LEFT = 48;
    private static final int RIGHT = 712;
    private static final int TOP = 30;
    private static final int BOTTOM = 196;
    private static final int LINES = 4;
    private static final int DATES = 4;
    private static final int MOST_LETTERS = 14;
    /** The width of a letter of a mark's name, about. */
    private static final int LETTER = 8;

    private static final long LONG = 150;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    private final NavigableMap<LocalDate, Integer> values;
    private final LocalDate first;
    private final LocalDate last;
    private final int step;

    /**
     * Something on the line.
     *
     * @param name as somebody gave it
     */
    public record Mark(LocalDate day, String name) {}

    /**
     * Gets ready to draw.
     *
     * @param values the number from each day on, until the next; before the first of them it is 0
     * @param first the day at the left end
     * @param last the day at the right end
     */
    public Curve(NavigableMap<LocalDate, Integer> values, LocalDate first, LocalDate last) {
        this.values = values;
        this.first = first.isBefore(last) ? first : last.minusDays(1);
        this.last = last;
        this.step =
                step(values.values().stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    /** The least 1, 2 or 5 with zeros of which four reach a height. */
    private static int step(int height) {
        int step = 1;
        for (int turn = 0; (long) step * LINES < height; turn++) {
            step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** How far from the first day to the last that day is, the number of it at its end. */
    private int on(LocalDate day) {
        var entry = values.floorEntry(day);
        return entry == null ? 0 : entry.getValue();
    }

    /**
     * The picture for a page, whose style sheet knows the classes.
     *
     * @param title what it is of, in a few words
     * @param text all that it says, in a sentence
     */
    public Html html(String title, String text, List<Mark> marks) {
        return new Html(
                "<svg class=\"sf-curve\" viewBox=\"0 0 720 224\" role=\"img\" aria-labelledby=\"curve-t curve-d\">"
                        + inside(title, text, marks) + "</svg>");
    }

    /**
     * The same as a file that stands for itself.
     *
     * @param style its style sheet
     */
    public String file(String title, String text, List<Mark> marks, String style) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sf-curve\" width=\"720\" height=\"224\" viewBox=\"0"
                + " 0 720 224\" role=\"img\" aria-labelledby=\"curve-t curve-d\"><style>" + style + "</style>"
                + inside(title, text, marks) + "</svg>\n";
    }

    private String inside(String title, String text, List<Mark> marks) {
        String line = line();
        return "<title id=\"curve-t\">" + escaped(title) + "</title><desc id=\"curve-d\">" + escaped(text) + "</desc>"
                + grid() + "<path class=\"c-area\" d=\"" + line + "V" + BOTTOM + "H" + LEFT + "z\"/>"
                + "<path class=\"c-line\" d=\"" + line + "\"/>" + marked(marks);
    }

    private String grid() {
        StringBuilder grid = new StringBuilder();
        for (int i = 0; i <= LINES; i++) {
            String y = y(i * step);
            grid.append("<path class=\"c-grid\" d=\"M" + LEFT + " " + y + "H" + RIGHT + "\"/><text class=\"c-y\" x=\""
                    + (LEFT - 8) + "\" y=\"" + y + "\" dy=\".35em\">" + shown(i * step) + "</text>");
        }
        long days = first.until(last, DAYS);
        int dates = (int) Math.min(DATES, days);
        for (int i = 0; i <= dates; i++) {
            LocalDate day = first.plusDays(days * i / dates);
            String where = i == 0 ? " c-first" : i == dates ? " c-last" : "";
            grid.append("<text class=\"c-x" + where + "\" x=\"" + x(day) + "\" y=\"" + (BOTTOM + 20) + "\">"
                    + (days > LONG ? MONTH : DAY).format(day) + "</text>");
        }
        return grid.toString();
    }

    private static String shown(int value) {
        return value >= 1000 && value % 100 == 0
                ? String.format(Locale.ROOT, value % 1000 == 0 ? "%.0fk" : "%.1fk", value / 1000.0)
                : String.valueOf(value);
    }

    /** Level until the number changes, then up or down. */
    private String line() {
        long days = first.until(last, DAYS);
        int points = (int) Math.min(STEPS, days);
        StringBuilder line = new StringBuilder("M" + LEFT + " " + y(on(first)));
        int before = on(first);
        for (int i = 1; i <= points; i++) {
            LocalDate day = first.plusDays(days * i / points);
            int now = on(day);
            if (now != before || i == points) {
                line.append("H").append(x(day)).append("V").append(y(now));
            }
            before = now;
        }
        return line.toString();
    }

    private String marked(List<Mark> marks) {
        StringBuilder all = new StringBuilder();
        double free = LEFT;
        for (Mark mark : marks) {
            if (mark.day().isBefore(first) || mark.day().isAfter(last)) {
                continue;
            }
            String x = x(mark.day());
            all.append(
                    "<g class=\"c-mark\"><title>" + escaped(mark.name()) + "</title><path d=\"M" + x + " " + (TOP - 6)
                            + "V" + BOTTOM + "\"/><circle cx=\"" + x + "\" cy=\"" + y(on(mark.day())) + "\" r=\"4\"/>");
            String name = mark.name().length() > MOST_LETTERS
                    ? mark.name().substring(0, mark.name().offsetByCodePoints(0, MOST_LETTERS - 1)) + "…"
                    : mark.name();
            double half = name.length() * LETTER / 2.0;
            double middle = Math.min(Math.max(Double.parseDouble(x), LEFT + half), RIGHT - half);
            if (middle - half >= free) {
                all.append("<text x=\"" + number(middle) + "\" y=\"" + (TOP - 12) + "\">" + escaped(name) + "</text>");
                free = middle + half + LETTER;
            }
            all.append("</g>");
        }
        return all.toString();
    }

    private String x(LocalDate day) {
        double way = (double) first.until(day, DAYS) / first.until(last, DAYS);
        return number(LEFT + (RIGHT - LEFT) * way);
    }

    private String y(int value) {
        return number(BOTTOM - (double) (BOTTOM - TOP) * value / ((long) step * LINES));
    }

    private static String number(double value) {
        double tenths = Math.round(value * 10) / 10.0;
        return tenths == Math.rint(tenths) ? String.valueOf((long) tenths) : String.valueOf(tenths);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
