package starforge.kernels;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Searches in C. The library that was loaded first stays. */
public final class NativeKernels implements Kernels {
    private final int features;

    NativeKernels(int features) {
        this.features = features;
    }

    /**
     * Loads the library that is in the jar for this machine, from a private folder which is gone afterwards.
     *
     * @throws IOException when there is none, or it cannot be used here: the message says why
     */
    public static NativeKernels fromJar() throws IOException {
        String machine = System.getProperty("os.arch");
        String name = "/natives/linux-" + (machine.equals("amd64") ? "x86-64" : machine) + "/libstarforge.so";
        try (InputStream library = NativeKernels.class.getResourceAsStream(name)) {
            if (library == null || !System.getProperty("os.name").equals("Linux")) {
                throw new NoSuchFileException("no library for this machine was built");
            }
            Path folder = Files.createTempDirectory("starforge-native");
            Path file = folder.resolve("libstarforge.so");
            try {
                Files.copy(library, file);
                return from(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        }
    }

    /**
     * Loads this library.
     *
     * @throws IOException when it cannot be used: the message says why
     */
    public static NativeKernels from(Path library) throws IOException {
        try {
            Calls.load(library.toAbsolutePath());
            int abi = Calls.sf_abi_version();
            if (abi != Calls.ABI) {
                throw new IOException("the library has interface " + abi + ", not " + Calls.ABI);
            }
            return new NativeKernels(Calls.sf_features());
        } catch (LinkageError error) {
            throw new IOException("the library cannot be loaded: " + reason(error), error);
        }
    }

    /** JNA says where it looked, what the loader said, and then the whole class path. */
    private static String reason(LinkageError error) {
        return String.valueOf(error.getMessage()).lines().limit(2).collect(Collectors.joining(" "));
    }

    @Override
    public String name() {
        String wide = has(Calls.HAS_WIDE) ? "C, 32 bytes at a time" : "C";
        String regex = has(Calls.HAS_JIT) ? "PCRE2 with JIT" : "PCRE2";
        return wide + ", regular expressions by " + (has(Calls.HAS_REGEX) ? regex : "Java") + ", SHA-1"
                + (has(Calls.HAS_SHA) ? " by the processor" : "");
    }

    private boolean has(int feature) {
        return (features & feature) != 0;
    }

    @Override
    public Snapshot open(Path file) throws IOException {
        PointerByReference map = new PointerByReference();
        PointerByReference bytes = new PointerByReference();
        LongByReference length = new LongByReference();
        byte[] path = (file.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8);
        int result = Calls.sf_map(path, map, bytes, length);
        if (result < 0) {
            throw new IOException(file + " cannot be opened, or is no whole snapshot.");
        }
        try {
            return opened(map.getValue(), bytes.getValue(), length.getValue());
        } catch (IOException damaged) {
            Calls.sf_unmap(map.getValue());
            throw damaged;
        }
    }

    /** The sum of all bytes of a snapshot that was opened in C: how long that takes is the least a search can take. */
    public static long sum(Snapshot snapshot) {
        return ((NativeSnapshot) snapshot).sum();
    }

    private Snapshot opened(Pointer map, Pointer bytes, long length) throws IOException {
        Layout layout = Layout.read(bytes.getByteArray(0, Layout.HEADER), length);
        Entries entries = Entries.read(layout, bytes.getByteArray(layout.tablesStart(), layout.tablesLength()));
        Pointer text = bytes.share(Layout.HEADER, layout.textLength());
        return new NativeSnapshot(entries, map, text, layout.textLength(), has(Calls.HAS_REGEX));
    }
}
