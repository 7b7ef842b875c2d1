package starforge.git.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/** The head of a patch as a mail, as {@code git format-patch --stdout} writes it (RFC 5322, 2047; mbox). */
final class Mail {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH);
    /** What may stand in a Q-encoded word of a name or subject as it is (RFC 2047, 5 (3)). */
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/";

    private static final String SPECIAL = "()<>[]:;@\\,.\"";
    /** So that a word with its frame stays within 75 letters (RFC 2047, 2). */
    private static final int LONGEST_WORD = 60;

    private Mail() {}

    /** Everything before the diff. */
    static String head(Commit commit) {
        return "From " + commit.id() + " Mon Sep 17 00:00:00 2001\n"
                + "From: " + phrase(commit.author().name()) + " <"
                + commit.author().mail().replaceAll("\\p{Cntrl}", "") + ">\n"
                + "Date: " + DATE.format(commit.author().when()) + "\n"
                + "Subject: [PATCH] " + text(commit.subject()) + "\n"
                + "MIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=UTF-8\n"
                + "Content-Transfer-Encoding: 8bit\n\n"
                + body(commit.body())
                + "---\n\n";
    }

    /** After the diff: the line that ends a mail's text. */
    static String foot() {
        return "-- \nStarforge\n\n";
    }

    /** A line that could begin another mail is marked, as mboxrd does, so that a message cannot smuggle in a commit. */
    private static String body(String body) {
        return body.isEmpty()
                ? ""
                : body.lines()
                                .map(line -> line.startsWith("From ") ? ">" + line : line)
                                .collect(Collectors.joining("\n"))
                        + "\n";
    }

    private static String phrase(String name) {
        boolean special = name.chars().anyMatch(letter -> SPECIAL.indexOf(letter) >= 0);
        return isPlain(name) && special ? "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"" : text(name);
    }

    private static String text(String text) {
        return isPlain(text) ? text : encoded(text);
    }

    private static boolean isPlain(String text) {
        return !text.contains("=?") && text.chars().allMatch(letter -> letter >= ' ' && letter < 127);
    }

    /** Words of whole letters, each on its own line. */
    private static String encoded(String text) {
        StringBuilder words = new StringBuilder("=?UTF-8?q?");
        int length = 0;
        for (int letter : text.codePoints().toArray()) {
            String code = encoded(letter);
            if (length + code.length() > LONGEST_WORD) {
                words.append("?=\n =?UTF-8?q?");
                length = 0;
            }
            words.append(code);
            length += code.length();
        }
        return words.append("?=").toString();
    }

    private static String encoded(int letter) {
        if (PLAIN.indexOf(letter) >= 0) {
            return Character.toString(letter);
        }
        StringBuilder code = new StringBuilder();
        for (byte octet : Character.toString(letter).getBytes(UTF_8)) {
            code.append(String.format(Locale.ROOT, "=%02X", octet));
        }
        return code.toString();
    }
}
