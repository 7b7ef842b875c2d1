package starforge.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineIn;

/**
 * What a client asks for in a fetch of protocol v2 (gitprotocol-v2(5)).
 *
 * @param wants what it wants to have
 * @param haves what it says it has
 * @param isCostlyClone whether it begins a shallow or partial clone with this
 */
record Asked(Set<ObjectId> wants, Set<ObjectId> haves, boolean isCostlyClone) {
    /** Nothing that was understood. */
    static final Asked NOTHING = new Asked(Set.of(), Set.of(), false);

    /**
     * Reads a request; whatever is not a fetch, or not as it should be, asks for nothing.
     *
     * @param request whole, with its flush packet
     */
    static Asked of(byte[] request) {
        try {
            List<String> lines = lines(request);
            if (lines.indexOf("command=fetch") != 0) {
                return NOTHING;
            }
            boolean isCostly = lines.stream().anyMatch(line -> line.startsWith("deepen") || line.startsWith("filter "));
            boolean isNew = lines.stream().noneMatch(line -> line.startsWith("have ") || line.startsWith("shallow "));
            return new Asked(ids(lines, "want "), ids(lines, "have "), lines.contains("done") && isCostly && isNew);
        } catch (IOException | IllegalArgumentException e) {
            return NOTHING; // JGit tells the client what is wrong with it.
        }
    }

    private static Set<ObjectId> ids(List<String> lines, String word) {
        Set<ObjectId> ids = new HashSet<>();
        for (String line : lines) {
            if (line.startsWith(word)) {
                ids.add(ObjectId.fromString(line.substring(word.length())));
            }
        }
        return ids;
    }

    private static List<String> lines(byte[] request) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(request);
        PacketLineIn in = new PacketLineIn(bytes);
        List<String> lines = new ArrayList<>();
        for (String line = in.readString(); !PacketLineIn.isEnd(line); line = in.readString()) {
            lines.add(line);
        }
        return bytes.available() == 0 ? lines : List.of();
    }
}
