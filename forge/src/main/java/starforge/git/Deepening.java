package starforge.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PacketLineIn;
import org.eclipse.jgit.transport.PacketLineOut;
import starforge.access.Refusal;

/**
 * Understands {@code git fetch --deepen=n}, which JGit's server does not: "n more than I have" ({@code deepen-relative},
 * gitprotocol-v2(5)) becomes "so many from the top" before JGit reads the request. Where lines of history end at different
 * depths the client gets at least what it asked for.
 */
final class Deepening {
    private static final String RELATIVE = "deepen-relative";
    private static final String DEPTH = "deepen ";
    private static final String ANY = "deepen";
    /** The line comes first in a request, after no more than the edges of a shallow clone. */
    private static final int LOOK = 1 << 16;

    private final List<String> lines = new ArrayList<>();
    private final Set<ObjectId> edges = new HashSet<>();
    private final Set<ObjectId> wants = new HashSet<>();

    private Deepening() {}

    /**
     * Gives back a request that JGit understands: the same one, or a changed copy.
     *
     * @param in supports marks
     * @param packing learns whether a shallow answer is asked for; where nothing older is sent or known to be there, looking for
     *     deltas takes most of the time and saves next to nothing
     */
    static InputStream absolute(InputStream in, Repository repository, PackConfig packing) throws IOException {
        in.mark(LOOK);
        String start = new String(in.readNBytes(LOOK), StandardCharsets.ISO_8859_1);
        in.reset();
        packing.setDeltaCompress(!start.contains(ANY));
        try {
            return start.contains(RELATIVE) ? new Deepening().rewrite(in, repository) : in;
        } catch (IllegalArgumentException e) {
            throw new Refusal(e, Refusal.Reason.MALFORMED, "git.no-id");
        }
    }

    private InputStream rewrite(InputStream in, Repository repository) throws IOException {
        read(new PacketLineIn(in));
        int have = lines.contains(RELATIVE) ? depth(repository) : 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PacketLineOut out = new PacketLineOut(bytes);
        for (String line : lines) {
            if (PacketLineIn.isDelimiter(line)) {
                out.writeDelim();
            } else if (line.startsWith(DEPTH)) {
                out.writeString(DEPTH + (have + Integer.parseInt(line.substring(DEPTH.length()))));
            } else if (!line.equals(RELATIVE)) {
                out.writeString(line);
            }
        }
        out.end();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private void read(PacketLineIn in) throws IOException {
        for (String line = in.readString(); !PacketLineIn.isEnd(line); line = in.readString()) {
            lines.add(line);
            if (line.startsWith("shallow ")) {
                edges.add(ObjectId.fromString(line.substring("shallow ".length())));
            } else if (line.startsWith("want ")) {
                wants.add(ObjectId.fromString(line.substring("want ".length())));
            }
        }
    }

    /** How many commits down from what is wanted the last edge of the client's history lies; the top one is 1. */
    private int depth(Repository repository) throws IOException {
        Set<ObjectId> seen = new HashSet<>(wants);
        Collection<ObjectId> level = wants;
        int deepest = 0;
        try (RevWalk walk = new RevWalk(repository)) {
            for (int depth = 1; !level.isEmpty(); depth++) {
                List<ObjectId> next = new ArrayList<>();
                for (ObjectId id : level) {
                    if (edges.contains(id)) {
                        deepest = depth;
                    } else {
                        parents(walk, id).stream().filter(seen::add).forEach(next::add);
                    }
                }
                level = next;
            }
        }
        return deepest;
    }

    private static List<ObjectId> parents(RevWalk walk, ObjectId id) throws IOException {
        try {
            return walk.peel(walk.parseAny(id)) instanceof RevCommit commit
                    ? List.<ObjectId>of(commit.getParents())
                    : List.of();
        } catch (MissingObjectException e) {
            return List.of();
        }
    }
}
