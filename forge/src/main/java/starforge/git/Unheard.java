package starforge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.RepoName;

/**
 * Pushes whose refs are moving and of which nobody has heard yet, each a small file for that moment: what a process leaves that
 * dies in it, somebody else can tell.
 */
final class Unheard {
    private static final Logger LOG = LoggerFactory.getLogger(Unheard.class);

    private final Path folder;
    private final StaleLocks locks;

    /** Keeps the files in a folder, which is made when it is needed. */
    Unheard(Path folder, StaleLocks locks) {
        this.folder = folder;
        this.locks = locks;
    }

    /**
     * A push.
     *
     * @param repo its full name when the push began
     * @param commands how refs were to move
     */
    record Note(Path file, long repoId, RepoName repo, Identity who, List<ReceiveCommand> commands)
            implements AutoCloseable {
        /** Everybody has heard of it, or there is nothing to hear. */
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    Note write(long repoId, RepoName repo, Identity who, List<ReceiveCommand> commands) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("" + repoId, "" + repo, "" + who.userId(), who.name(), "" + who.onlyRepo()));
        for (ReceiveCommand command : commands) {
            lines.add(command.getType() + " " + command.getOldId().name() + " "
                    + command.getNewId().name() + " " + command.getRefName());
        }
        Path file = Files.createDirectories(folder).resolve("" + UUID.randomUUID());
        Files.write(file, lines);
        return new Note(file, repoId, repo, who, commands);
    }

    /** Those of processes that have died. */
    List<Note> left() {
        List<Note> notes = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (locks.isStale(file)) {
                        read(file, notes);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return notes;
    }

    private static void read(Path file, List<Note> notes) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            List<ReceiveCommand> commands = new ArrayList<>();
            for (String line : lines.subList(5, lines.size())) {
                commands.add(command(line.split(" ", 4)));
            }
            long onlyRepo = Long.parseLong(lines.get(4));
            Identity who = new Identity(Long.parseLong(lines.get(2)), lines.get(3), false, Level.WRITE, onlyRepo, "");
            RepoName repo = RepoName.parse(lines.get(1)).orElseThrow();
            notes.add(new Note(file, Long.parseLong(lines.get(0)), repo, who, commands));
        } catch (RuntimeException e) {
            LOG.info("{} was cut off before any ref moved", file);
            Files.deleteIfExists(file);
        }
    }

    private static ReceiveCommand command(String[] words) {
        return new ReceiveCommand(
                ObjectId.fromString(words[1]),
                ObjectId.fromString(words[2]),
                words[3],
                ReceiveCommand.Type.valueOf(words[0]));
    }
}
