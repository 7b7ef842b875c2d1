package starforge.git.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.util.Base85;

/** One {@code literal} of a "GIT binary patch" (Git's emit_binary_diff_body): deflated, then base 85 in lines of at most 52 bytes. */
final class BinaryPatch extends OutputStream {
    private static final int LINE = 52;

    private final OutputStream out;
    private final byte[] line = new byte[LINE];
    private int filled;

    private BinaryPatch(OutputStream out) {
        this.out = out;
    }

    /** Writes a blob, in pieces; the zero id is an empty one. */
    static void write(Opened repo, AnyObjectId blob, OutputStream out) throws IOException {
        boolean empty = blob.equals(ObjectId.zeroId());
        ObjectLoader loader = empty
                ? new ObjectLoader.SmallObject(Constants.OBJ_BLOB, new byte[0])
                : repo.objects().open(blob, Constants.OBJ_BLOB);
        out.write(("literal " + loader.getSize() + "\n").getBytes(US_ASCII));
        BinaryPatch lines = new BinaryPatch(out);
        DeflaterOutputStream deflated = new DeflaterOutputStream(lines);
        loader.copyTo(deflated);
        deflated.finish();
        lines.end();
        out.write('\n');
    }

    @Override
    public void write(int octet) throws IOException {
        line[filled++] = (byte) octet;
        if (filled == LINE) {
            end();
        }
    }

    private void end() throws IOException {
        if (filled > 0) {
            out.write(filled <= 26 ? 'A' + filled - 1 : 'a' + filled - 27);
            out.write(Base85.encode(line, 0, filled));
            out.write('\n');
            filled = 0;
        }
    }
}
