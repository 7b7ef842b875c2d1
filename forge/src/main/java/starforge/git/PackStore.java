package starforge.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.PackedObjectInfo;

/** The files of a pack on its way in: {@code incoming}, until it is whole and gets its name. */
final class PackStore implements AutoCloseable {
    private static final int INDEX_VERSION = 2;
    private static final int COUNT_AT = 8;
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Path incoming;
    private final FileChannel file;

    PackStore(Path folder) throws IOException {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.file = FileChannel.open(
                incoming, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    FileChannel file() {
        return file;
    }

    /** Cuts off the sum at the end, as more will come. */
    void reopen() throws IOException {
        file.truncate(file.size() - Constants.OBJECT_ID_LENGTH);
        file.position(file.size());
    }

    /** Adds a whole object, so that a delta against it has its base in the same pack. */
    PackEntry append(AnyObjectId id, int type, byte[] object) throws IOException {
        long offset = file.position();
        byte[] header = header(type, object.length);
        CRC32 crc = new CRC32();
        crc.update(header);
        write(ByteBuffer.wrap(header));
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(object);
            deflater.finish();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                int length = deflater.deflate(buffer);
                crc.update(buffer, 0, length);
                write(ByteBuffer.wrap(buffer, 0, length));
            }
        } finally {
            deflater.end();
        }
        PackEntry entry = new PackEntry(offset, type, object.length, offset + header.length, null);
        entry.crc((int) crc.getValue());
        entry.become(id, type);
        return entry;
    }

    /** Type and size: four bits of the size in the first byte, seven in each further one. */
    private static byte[] header(int type, int size) {
        byte[] bytes = new byte[5];
        int length = 0;
        int next = type << 4 | (size & 0xf);
        for (int left = size >>> 4; left != 0; left >>>= 7) {
            bytes[length++] = (byte) (next | 0x80);
            next = left & 0x7f;
        }
        bytes[length++] = (byte) next;
        return java.util.Arrays.copyOf(bytes, length);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Says anew how many objects there are, adds all up again, and gives the sum that now stands at the end. */
    byte[] seal(int objects) throws IOException {
        long end = file.size();
        file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, objects), COUNT_AT);
        MessageDigest digest = Constants.newMessageDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < end; at += buffer.position()) {
            buffer.clear();
            file.read(buffer, at);
            digest.update(buffer.array(), 0, buffer.position());
        }
        byte[] sum = digest.digest();
        write(ByteBuffer.wrap(sum));
        return sum;
    }

    /**
     * Gives the pack its name, and an index beside it. Both are on disk before they have one.
     *
     * @param objects by id
     * @param sum of the pack, by which it is named, so that a name stands for the same bytes everywhere
     */
    void publish(List<PackedObjectInfo> objects, byte[] sum) throws IOException {
        file.force(true);
        Path index = folder.resolve("incoming-index");
        try (FileChannel channel = FileChannel.open(index, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            BasePackIndexWriter.createVersion(out, INDEX_VERSION).write(objects, sum);
            channel.force(true);
        }
        String name = "pack-" + HexFormat.of().formatHex(sum);
        publish(incoming, name + ".pack");
        publish(index, name + ".idx");
    }

    /** Nobody changes a pack, by mistake or otherwise; and whoever has a second link to it would see it. */
    private void publish(Path file, String name) throws IOException {
        if (!file.toFile().setReadOnly()) {
            throw new IOException("Cannot protect " + file);
        }
        Files.move(file, folder.resolve(name));
    }
}
