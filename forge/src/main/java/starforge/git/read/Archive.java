package starforge.git.read;

import java.io.IOException;
import java.io.InputStream;

/** An archive being written. Names are bytes as letters (ISO 8859-1), with slashes between and none at the ends. */
interface Archive {
    void folder(String name) throws IOException;

    /**
     * Adds a file.
     *
     * @param size bytes that the contents have exactly
     */
    void file(String name, boolean executable, long size, InputStream contents) throws IOException;

    /**
     * Adds a link.
     *
     * @param target bytes as letters
     */
    void link(String name, String target) throws IOException;

    /** Writes the end; the stream stays open. */
    void finish() throws IOException;
}
