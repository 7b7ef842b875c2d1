package starforge.kernels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The files in a snapshot, by number, in the order they were added. Offsets are bytes from the start of its text. */
public final class Entries {
    private final long[] starts;
    private final int[] pathEnds;
    private final byte[] blobs;
    private final byte[] languages;
    private final List<String> names;
    private final byte[] paths;

    private Entries(ByteBuffer tables, int files) {
        starts = new long[files + 1];
        pathEnds = new int[files];
        blobs = new byte[files * Layout.BLOB];
        languages = new byte[files];
        tables.asLongBuffer().get(starts);
        tables.position(tables.position() + starts.length * Long.BYTES)
                .asIntBuffer()
                .get(pathEnds);
        tables.position(tables.position() + files * Integer.BYTES).get(blobs).get(languages);
        names = names(tables);
        paths = new byte[tables.remaining()];
        tables.get(paths);
    }

    private static List<String> names(ByteBuffer tables) {
        List<String> names = new ArrayList<>();
        for (int count = Byte.toUnsignedInt(tables.get()); count > 0; count--) {
            byte[] name = new byte[Byte.toUnsignedInt(tables.get())];
            tables.get(name);
            names.add(new String(name, StandardCharsets.UTF_8));
        }
        return List.copyOf(names);
    }

    /**
     * The files in this snapshot; its text is not read.
     *
     * @throws IOException when it cannot be read, or is no snapshot, damaged or cut off
     */
    public static Entries read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        }
    }

    static Entries read(FileChannel channel) throws IOException {
        Layout layout = layout(channel);
        return read(layout, bytes(channel, layout.tablesStart(), layout.tablesLength()));
    }

    static Layout layout(FileChannel channel) throws IOException {
        long length = channel.size();
        return Layout.read(bytes(channel, 0, (int) Math.min(Layout.HEADER, length)), length);
    }

    /** So many bytes, or fewer where the file ends before. */
    private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.read(rest, from + rest.position()) < 0) {
                return Arrays.copyOf(bytes, rest.position());
            }
        }
        return bytes;
    }

    static Entries read(Layout layout, byte[] tables) throws IOException {
        boolean whole =
                tables.length == layout.tablesLength() && Layout.sum(tables, tables.length) == layout.tablesSum();
        if (!whole) {
            throw new IOException("This snapshot is damaged or cut off.");
        }
        return new Entries(ByteBuffer.wrap(tables).order(ByteOrder.LITTLE_ENDIAN), layout.files());
    }

    /** How many files there are. */
    public int count() {
        return pathEnds.length;
    }

    /** The path of a file from the root of its repository, read as UTF-8. */
    public String path(int file) {
        int from = file == 0 ? 0 : pathEnds[file - 1];
        return new String(paths, from, pathEnds[file] - from, StandardCharsets.UTF_8);
    }

    /** The Git id of a file's contents, as 40 hex digits. */
    public String blob(int file) {
        return HexFormat.of().formatHex(blobs, file * Layout.BLOB, (file + 1) * Layout.BLOB);
    }

    /** The name of the language of a file, as it was added; may be empty. */
    public String language(int file) {
        return names.get(Byte.toUnsignedInt(languages[file]));
    }

    /** Where a file's text starts. */
    public long start(int file) {
        return starts[file];
    }

    /** Where a file's text ends: the offset after its last byte. */
    public long end(int file) {
        return starts[file + 1] - 1;
    }

    /** The file that has the byte at this offset of the text. */
    public int at(long offset) {
        if (offset < 0 || offset >= starts[count()]) {
            throw new IndexOutOfBoundsException("There is no byte " + offset + " in this text.");
        }
        int place = Arrays.binarySearch(starts, offset);
        if (place < 0) {
            return -place - 2;
        }
        return place;
    }

    /** Where all files lie, as {@link Snapshot#find} wants it. */
    public long[] ranges() {
        return ranges(file -> true);
    }

    /** Where these files lie: start, end, start, end, ... in ascending order. */
    public long[] ranges(IntPredicate wanted) {
        int[] files = IntStream.range(0, count()).filter(wanted).toArray();
        long[] ranges = new long[2 * files.length];
        for (int i = 0; i < files.length; i++) {
            ranges[2 * i] = start(files[i]);
            ranges[2 * i + 1] = end(files[i]);
        }
        return ranges;
    }
}
