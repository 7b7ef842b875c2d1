package starforge.kernels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a snapshot beside its place and, when it is whole and on the disk, renames it into it. Closed before that, it
 * leaves nothing. A snapshot is never changed afterwards, only replaced or deleted: who searches it goes on reading the old.
 */
public final class SnapshotWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int ROW = Long.BYTES + Integer.BYTES + Layout.BLOB + 1;
    private static final int MOST_LANGUAGES = 255;

    private final Path target;
    private final Path aside;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final CRC32C textSum = new CRC32C();
    private final List<Long> starts = new ArrayList<>();
    private final ByteArrayOutputStream paths = new ByteArrayOutputStream();
    private final List<Integer> pathEnds = new ArrayList<>();
    private final ByteArrayOutputStream blobs = new ByteArrayOutputStream();
    private final ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    private final List<String> languages = new ArrayList<>();
    private long length;

    /**
     * Starts a snapshot.
     *
     * @param target where it will lie, in a folder that exists
     */
    public SnapshotWriter(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        aside = Files.createTempFile(this.target.getParent(), "." + target.getFileName() + ".", ".part");
        channel = FileChannel.open(aside, StandardOpenOption.WRITE);
        channel.position(Layout.HEADER);
    }

    /** Whether a file with these bytes can be in a snapshot: text has no zero byte. */
    public static boolean isText(byte[] bytes) {
        for (byte one : bytes) {
            if (one == Layout.SEPARATOR) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes the snapshot would have if it were finished now, without the names of its languages. */
    public long size() {
        return Layout.HEADER + length + Long.BYTES + paths.size() + (long) starts.size() * ROW;
    }

    /**
     * Adds a file.
     *
     * @param path from the root of the repository
     * @param blob the Git id of its contents, 40 hex digits
     * @param language the name of its language, or nothing; a snapshot has at most 255 of them
     * @param text its contents, for which {@link #isText} holds
     * @throws IOException when it cannot be written, or the snapshot would be larger than 2 GiB
     */
    public void add(String path, String blob, String language, byte[] text) throws IOException {
        byte[] id = HexFormat.of().parseHex(blob);
        if (id.length != Layout.BLOB || !isText(text)) {
            throw new IllegalArgumentException("A snapshot takes text files, each with a blob id.");
        }
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (size() + text.length + name.length + BUFFER > Layout.LARGEST) {
            throw new IOException("A snapshot holds at most 2 GiB.");
        }
        numbers.write(number(language));
        starts.add(length);
        paths.writeBytes(name);
        pathEnds.add(paths.size());
        blobs.writeBytes(id);
        put(text);
        put(new byte[] {Layout.SEPARATOR});
    }

    private int number(String language) {
        int known = languages.indexOf(language);
        if (known >= 0) {
            return known;
        }
        boolean fits = languages.size() < MOST_LANGUAGES && language.getBytes(StandardCharsets.UTF_8).length < 256;
        if (!fits) {
            throw new IllegalArgumentException("There are too many languages, or this one's name is too long.");
        }
        languages.add(language);
        return languages.size() - 1;
    }

    private void put(byte[] bytes) throws IOException {
        textSum.update(bytes);
        length += bytes.length;
        for (int from = 0; from < bytes.length; ) {
            int some = Math.min(buffer.remaining(), bytes.length - from);
            buffer.put(bytes, from, some);
            from += some;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Puts the snapshot in its place. */
    public void finish() throws IOException {
        flush();
        byte[] tables = tables();
        write(ByteBuffer.wrap(tables));
        int sum = Layout.sum(tables, tables.length);
        Layout layout = new Layout(starts.size(), channel.position(), length, sum, (int) textSum.getValue());
        channel.position(0);
        write(ByteBuffer.wrap(layout.header()));
        channel.force(true);
        channel.close();
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private byte[] tables() {
        byte[] names = names();
        byte[] bytes = new byte[Math.toIntExact(Long.BYTES + (long) starts.size() * ROW + names.length + paths.size())];
        ByteBuffer tables = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        starts.forEach(tables::putLong);
        tables.putLong(length);
        pathEnds.forEach(tables::putInt);
        tables.put(blobs.toByteArray()).put(numbers.toByteArray()).put(names).put(paths.toByteArray());
        return bytes;
    }

    private byte[] names() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(languages.size());
        for (String language : languages) {
            byte[] name = language.getBytes(StandardCharsets.UTF_8);
            names.write(name.length);
            names.writeBytes(name);
        }
        return names.toByteArray();
    }

    /** Ends the writing: what was not finished is gone. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(aside);
    }
}
