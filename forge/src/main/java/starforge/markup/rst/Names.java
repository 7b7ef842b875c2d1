package starforge.markup.rst;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the names in a text stand for: sections, targets, and substitutions. Collected before anything is written. */
final class Names {
    private static final int MOST_HOPS = 10;
    private static final int MOST_REPLACED = 1024 * 1024;

    private final Map<String, String> addresses = new HashMap<>();
    private final List<String> unnamed = new ArrayList<>();
    private final Map<String, Block> substitutions = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> styles = new HashMap<>();
    private final List<Block.Title> titles = new ArrayList<>();
    private int nextUnnamed;
    private int replaced;

    /** Names are the same in small and capital letters and with any white space between their words. */
    static String normal(String name) {
        return name.replace("\0", "").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** A name of one word: letters and digits, with single signs between them. */
    static boolean isSimple(String name) {
        for (int i = 0; i < name.length(); i++) {
            boolean isInside = i > 0 && i + 1 < name.length() && Character.isLetterOrDigit(name.charAt(i - 1));
            if (!Character.isLetterOrDigit(name.charAt(i)) && !(isInside && isPart(name, i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether a letter can be one of a name of one word. */
    static boolean isPart(String text, int at) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) || "-_.:+".indexOf(c) >= 0;
    }

    /** An id that no other part has: letters and digits of a name, with hyphens between. */
    String id(String name) {
        StringBuilder id = new StringBuilder();
        String letters = normal(name);
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            boolean isWord = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            if (isWord || (id.length() > 0 && id.charAt(id.length() - 1) != '-')) {
                id.append(isWord ? c : '-');
            }
        }
        String plain = id.toString().replaceAll("-$", "");
        String base = plain.isEmpty() ? "section" : plain;
        int times = ids.merge(base, 1, Integer::sum);
        return times == 1 ? base : id(base + " " + times);
    }

    /** A section; its level is that of the first title with the same adornment. */
    Block.Title title(String style, String text) {
        int level = styles.computeIfAbsent(style, first -> styles.size() + 1);
        Block.Title title = new Block.Title(level, text, id(text.replaceAll("[\\\\*`|]|_\\b", "")));
        titles.add(title);
        addresses.putIfAbsent(normal(text), "#" + title.id());
        return title;
    }

    List<Block.Title> titles() {
        return titles;
    }

    /** A name leads to an address, to a place on this page as {@code #place}, or to what another name stands for, as {@code other_}. */
    void target(String name, String address) {
        addresses.put(normal(name), address);
    }

    void unnamed(String address) {
        unnamed.add(address);
    }

    Optional<String> address(String name) {
        String wanted = normal(name);
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            String address = addresses.get(wanted);
            if (address == null || !address.endsWith("_") || address.contains("://")) {
                return Optional.ofNullable(address);
            }
            wanted = normal(address.substring(0, address.length() - 1).replace("`", ""));
        }
        return Optional.empty();
    }

    /** Where the next reference without a name leads: each has its own target, in order. */
    Optional<String> nextUnnamed() {
        return nextUnnamed < unnamed.size() ? Optional.of(unnamed.get(nextUnnamed++)) : Optional.empty();
    }

    void substitution(String name, Block block) {
        substitutions.put(normal(name), block);
    }

    /** What stands for a name; a text that replaces itself into something endless is too much. */
    Optional<Block> replacement(String name) {
        Optional<Block> block = Optional.ofNullable(substitutions.get(normal(name)));
        block.ifPresent(it -> replaced += it.toString().length());
        if (replaced > MOST_REPLACED) {
            throw new TooMuch("more than " + MOST_REPLACED + " replaced letters");
        }
        return block;
    }
}
