package starforge.code;

import java.util.Locale;
import java.util.Set;
import starforge.git.read.FileDiff;

/**
 * A changed picture before and after.
 *
 * @param before address of its bytes, "" when it was not there
 * @param after address of its bytes, "" when it is gone
 */
public record Pictures(String before, String after) {
    static final Pictures NONE = new Pictures("", "");
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "webp", "avif");

    /**
     * Those of a file that a browser can draw and that is small enough to be compared.
     *
     * @param before commit that has the old side
     * @param after commit that has the new side
     */
    static Pictures of(FileDiff file, Where before, Where after) {
        boolean drawn = file.binary() && !file.tooBig() && isPicture(file.oldPath()) && isPicture(file.newPath());
        return drawn
                ? new Pictures(
                        file.oldMode().isEmpty() ? "" : before.raw(file.oldPath()),
                        file.newMode().isEmpty() ? "" : after.raw(file.newPath()))
                : NONE;
    }

    private static boolean isPicture(String path) {
        return ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }
}
