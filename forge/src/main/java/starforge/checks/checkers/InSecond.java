package starforge.checks.checkers;

import java.io.IOException;
import java.util.List;

/** A checker that is always there, in the second Java. */
record InSecond(Seconds seconds, String name, String stamp) implements Checker {
    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public List<Finding> check(Language language, String path, byte[] contents)
            throws IOException, InterruptedException {
        return seconds.check(new Frames.Question(name, language, path, contents));
    }
}
