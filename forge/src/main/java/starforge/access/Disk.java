package starforge.access;

import java.io.IOException;
import java.util.regex.Pattern;

/** What the disk has to say. */
public final class Disk {
    private static final Pattern FULL = Pattern.compile("No space left on device|Disk quota exceeded|File too large");

    private Disk() {}

    /**
     * Whether something failed because there was no more room. The words of the operating system are all there is to know it
     * by: ENOSPC, EDQUOT, EFBIG.
     */
    public static boolean isFull(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String words = String.valueOf(cause.getMessage());
            if (cause instanceof IOException && FULL.matcher(words).find()) {
                return true;
            }
        }
        return false;
    }
}
