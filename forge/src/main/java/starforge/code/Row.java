package starforge.code;

import java.util.Locale;
import starforge.git.read.Entry;

/**
 * A line of a folder's list.
 *
 * @param name as Git has it, which finds its last commit
 * @param kind folder, file, executable, link or submodule
 * @param url where it leads; "" for a submodule
 * @param id short, of the commit that a submodule stands at
 */
public record Row(String name, String shown, String kind, String url, String id) {
    static Row of(Where at, Entry entry) {
        String url =
                switch (entry.kind()) {
                    case FOLDER -> at.tree(entry.path());
                    case SUBMODULE -> "";
                    default -> at.blob(entry.path());
                };
        String kind = entry.kind().name().toLowerCase(Locale.ROOT);
        return new Row(
                entry.name(), Hidden.shown(entry.name()), kind, url, entry.id().substring(0, 7));
    }
}
