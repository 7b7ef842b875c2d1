package starforge.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import starforge.markup.CodeRows;
import starforge.markup.Html;

/**
 * Lines of a file one after the other, up to one that something is said of.
 *
 * @param rows of a table
 * @param last number of the last line, as text
 */
public record Stretch(Html rows, String last) {
    /**
     * All lines of a file; none has no stretch.
     *
     * @param ends numbers, as text, of the lines that something is said of; those that the file does not have are passed over
     */
    static List<Stretch> all(List<Html> lines, Collection<String> ends) {
        NavigableSet<Integer> last = new TreeSet<>();
        ends.stream().map(Integer::valueOf).forEach(last::add);
        last.add(lines.size());
        List<Stretch> all = new ArrayList<>();
        int from = 0;
        for (int end : last.subSet(1, true, lines.size() + 1, false)) {
            all.add(new Stretch(CodeRows.of(from + 1, lines.subList(from, end)), "" + end));
            from = end;
        }
        return all;
    }
}
