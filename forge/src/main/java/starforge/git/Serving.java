package starforge.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.ObjectInfoRequest;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ProtocolV2Hook;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.TransferConfig;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Gives out what a repository holds: clones and fetches, by Git's protocol v2 and v0 (gitprotocol-v2(5), gitprotocol-pack(5)).
 * Whatever can be reached from a visible branch or tag may be asked for, also by its id and also a single file, as partial
 * clones do; what only hidden refs reach is refused as if it were not there.
 */
public final class Serving {
    private static final String V2 = "version=2";
    /** The smallest that JGit takes; a smaller one would stand for 10. */
    private static final int WINDOW = 3;

    private static final int LARGEST_DELTA = 1 << 20;
    private static final int DELTAS = 16 << 20;
    /** A second one at most: one clone must not take every core from the pages. */
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Repositories repositories;
    private final TransferConfig transfer;
    /** What the server can in v2, which is the same for all repositories; empty until somebody asks. */
    private volatile byte[] abilities = {};

    public Serving(Repositories repositories) {
        this.repositories = repositories;
        Config config = new Config();
        config.setBoolean("uploadpack", null, "allowFilter", true);
        this.transfer = new TransferConfig(config);
    }

    /**
     * Writes the first answer of smart HTTP (gitprotocol-http(5)): the refs in v0, what the server can in v2.
     *
     * @param protocol what the client said in {@code Git-Protocol}, split at colons
     */
    void advertise(long repoId, Collection<String> protocol, OutputStream out) throws IOException {
        try (Repository repository = repositories.open(repoId)) {
            if (!protocol.contains(V2)) {
                advertise(repository, protocol, out);
                return;
            }
            if (abilities.length == 0) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                advertise(repository, protocol, bytes);
                abilities = bytes.toByteArray();
            }
            out.write(abilities);
        }
    }

    private void advertise(Repository repository, Collection<String> protocol, OutputStream out) throws IOException {
        try (UploadPack pack = pack(repository, protocol, new PackConfig(repository))) {
            pack.setBiDirectionalPipe(false);
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
        }
    }

    /**
     * Answers one request of smart HTTP.
     *
     * @param in buffered, supports marks
     * @throws IOException of JGit's kinds; see {@link UploadPack#upload} for which of them the client has been told
     */
    void answer(long repoId, Collection<String> protocol, InputStream in, OutputStream out) throws IOException {
        try (Repository repository = repositories.open(repoId)) {
            PackConfig packing = packing(repository);
            try (Answering answering = new Answering(repositories.answers(), repository, repoId, out)) {
                boolean isV2 = protocol.contains(V2);
                if (isV2 && answering.answers(start(in))) {
                    return;
                }
                try (Repository view = view(repository, answering, packing);
                        UploadPack pack = pack(view, protocol, packing)) {
                    pack.setBiDirectionalPipe(false);
                    pack.upload(isV2 ? Deepening.absolute(in, repository, packing) : in, answering, null);
                    answering.finish();
                }
            }
        }
    }

    private static Repository view(Repository repository, Answering answering, PackConfig packing) throws IOException {
        if (answering.asked().haves().isEmpty()) {
            repository.incrementOpen();
            return repository;
        }
        return FetchView.of(repository, answering::asked, packing);
    }

    /** The whole request unless it is too long to be answered from what is kept. */
    private static byte[] start(InputStream in) throws IOException {
        in.mark(Answering.LONGEST + 1);
        byte[] start = in.readNBytes(Answering.LONGEST + 1);
        in.reset();
        return start;
    }

    /**
     * Holds a whole conversation over one connection, from the refs to the pack.
     *
     * @param in buffered; ends when the client has gone
     * @throws IOException as {@link #answer}
     */
    void converse(long repoId, Collection<String> protocol, InputStream in, OutputStream out) throws IOException {
        try (Repository repository = repositories.open(repoId)) {
            PackConfig packing = packing(repository);
            try (Answering answering = new Answering(repositories.answers(), repository, repoId, out);
                    FetchView view = FetchView.of(repository, answering::asked, packing);
                    UploadPack pack = pack(view, protocol, packing)) {
                if (protocol.contains(V2)) {
                    pack.upload(new V2Requests(in, repository, packing, answering), answering, null);
                    answering.finish();
                } else {
                    pack.upload(in, out, null);
                }
            }
        }
    }

    /** The only maker of an UploadPack. The caller closes it and, after it, the repository. */
    private UploadPack pack(Repository repository, Collection<String> protocol, PackConfig packing) {
        UploadPack pack = new UploadPack(repository);
        pack.setTransferConfig(transfer);
        pack.setRequestValidator(new Reachable());
        pack.setRefFilter(RefRules::visible);
        pack.setProtocolV2Hook(new NoObjectInfo());
        pack.setExtraParameters(protocol);
        pack.setPackConfig(packing);
        return pack;
    }

    /**
     * How to look for deltas that are not stored. What is sent together with its other versions lies next to them in that
     * search, so looking at more than a few finds nothing smaller. What is found is kept until it is sent, a few megabytes at
     * most, rather than made again.
     */
    private static PackConfig packing(Repository repository) {
        PackConfig packing = new PackConfig(repository);
        packing.setDeltaSearchWindowSize(WINDOW);
        packing.setDeltaCacheLimit(LARGEST_DELTA);
        packing.setDeltaCacheSize(DELTAS);
        packing.setThreads(THREADS);
        return packing;
    }

    /** JGit answers {@code object-info} for hidden objects too, and has no switch for it. */
    private static final class NoObjectInfo implements ProtocolV2Hook {
        @Override
        public void onObjectInfo(ObjectInfoRequest request) throws ServiceMayNotContinueException {
            throw new ServiceMayNotContinueException("This server does not offer object-info.");
        }
    }
}
