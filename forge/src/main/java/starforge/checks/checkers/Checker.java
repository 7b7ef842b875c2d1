package starforge.checks.checkers;

import java.io.IOException;
import java.util.List;

/** One way to look for faults in files of a language. It reads the text and never runs it. */
public interface Checker {
    /** As shown: {@code python3}. At most 32 letters. */
    String name();

    /** Changes whenever it may find something else in the same file, as after an update. At most 64 letters. */
    String stamp();

    /** Whether it only parses, so that somebody may wait for it. */
    boolean isQuick();

    /**
     * Looks at a file.
     *
     * @param path as it is called in its repository
     * @param contents at most {@link Checkers#MOST_BYTES}
     * @return what it found, maybe only that it {@linkplain Finding#saysNothing gave up}
     * @throws IOException when its process cannot be started
     */
    List<Finding> check(Language language, String path, byte[] contents) throws IOException, InterruptedException;
}
