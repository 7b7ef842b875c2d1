package starforge.bench.git;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints the rows as Markdown, as they come. */
final class Table {
    private static final String FORMAT = "| %-34s | %3s | %9s | %9s | %5s | %9s | %9s | %5s | %6s | %6s |%n";
    private static final String PAGES = "| %-24s | %3s | %8s | %8s | %8s | %8s | %8s | %5s | %5s | %8s | %8s |%n";

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void gitHead() {
        out.printf(FORMAT, "", "n", "ours ms", "theirs ms", "ratio", "ours cpu", "their cpu", "ratio", "MB", "their");
        rule(10);
    }

    void git(Match.Row row) {
        Meter ours = row.ours();
        Meter theirs = row.theirs();
        out.printf(
                FORMAT,
                row.name(),
                ours.wallMillis.count(),
                number(ours.wallMillis.median()),
                number(theirs.wallMillis.median()),
                ratio(ours.wallMillis, theirs.wallMillis),
                number(ours.cpuMillis.median()),
                number(theirs.cpuMillis.median()),
                ratio(ours.cpuMillis, theirs.cpuMillis),
                number(ours.peakMegabytes.most()),
                number(theirs.peakMegabytes.most()));
    }

    void pagesHead() {
        out.printf(PAGES, "", "n", "1st byte", "whole", "filled", "cgit", "git", "/cgit", "/git", "cpu", "cgit cpu");
        rule(11);
    }

    void page(PageMatch.Row row) {
        out.printf(
                PAGES,
                row.name(),
                row.whole().count(),
                number(row.first().median()),
                number(row.whole().median()),
                number(row.filled().median()),
                number(row.theirs().wallMillis.median()),
                number(row.git().median()),
                ratio(row.filled(), row.theirs().wallMillis),
                ratio(row.filled(), row.git()),
                number(row.ours().cpuMillis.median()),
                number(row.theirs().cpuMillis.median()));
    }

    private void rule(int columns) {
        out.println("|---" + String.join("", List.of("|--:".repeat(columns - 1))) + "|");
    }

    private static String ratio(Figures ours, Figures theirs) {
        return ours.median().isPresent() && theirs.median().isPresent()
                ? "%.2f".formatted(ours.median().getAsDouble() / theirs.median().getAsDouble())
                : "-";
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        double number = value.getAsDouble();
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
    }
}
