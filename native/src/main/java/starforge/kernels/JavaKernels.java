package starforge.kernels;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Searches without any C. */
public final class JavaKernels implements Kernels {
    @Override
    public String name() {
        return "Java";
    }

    @Override
    public Snapshot open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Entries entries = Entries.read(channel);
            Layout layout = Entries.layout(channel);
            MappedByteBuffer text = channel.map(FileChannel.MapMode.READ_ONLY, Layout.HEADER, layout.textLength());
            return new JavaSnapshot(entries, text);
        }
    }
}
