package starforge.git;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a message mentions: {@code @name} where a word begins, so no mail address does. */
final class Mentions {
    /** So many names of one push are told. */
    static final int MOST = 10;

    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_.@/+-])@([A-Za-z0-9_][A-Za-z0-9._-]{0,63})");

    private Mentions() {}

    /** The names in their order, without what ends the sentence. */
    static Set<String> in(String message) {
        Set<String> names = new LinkedHashSet<>();
        Matcher found = NAME.matcher(message);
        while (names.size() < MOST && found.find()) {
            names.add(found.group(1).replaceFirst("[.-]+$", ""));
        }
        return names;
    }
}
