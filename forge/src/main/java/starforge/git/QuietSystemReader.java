package starforge.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the machine's own Git settings out of JGit, so that a forge behaves the same everywhere: neither {@code /etc/gitconfig}
 * nor anything in a home folder is read or written. What JGit wants to remember between starts it keeps in memory.
 */
final class QuietSystemReader extends SystemReader.Delegate {
    /** Bytes that one reader keeps of what deltas are made upon: blame reads all versions of a file, each made upon the last. */
    private static final long MOST_BASES = 32L * WindowCacheConfig.MB;

    private QuietSystemReader(SystemReader machine) {
        super(machine);
    }

    /**
     * Sets JGit up for this process; a second time changes nothing. The settings are JGit's own globals, so every forge in
     * one process shares them. Pack windows take 64 MB of heap at most and are read, not mapped: an unmapped file can be
     * deleted everywhere and never ends the process by a fault.
     */
    static void install() {
        if (SystemReader.getInstance() instanceof QuietSystemReader) {
            return;
        }
        SystemReader.setInstance(new QuietSystemReader(SystemReader.getInstance()));
        WindowCacheConfig cache = new WindowCacheConfig();
        cache.setPackedGitLimit(64L * WindowCacheConfig.MB);
        cache.setPackedGitWindowSize(64 * WindowCacheConfig.KB);
        cache.setDeltaBaseCacheLimit(
                (int) Math.min(MOST_BASES, Runtime.getRuntime().maxMemory() / 32));
        cache.setPackedGitUseStrongRefs(true);
        cache.setPackedGitMMAP(false);
        cache.setExposeStatsViaJmx(false);
        cache.install();
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    /**
     * Refs and loose objects are on disk before a push is answered; JGit sees to packs by itself. Nothing is collected behind
     * our back, neither after a push nor after an import. When it is, the commit graph is written too, with what lets the
     * history of one file skip most commits.
     */
    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        FileBasedConfig config = new InMemory(parent, fs);
        config.setBoolean("core", null, "fsyncRefFiles", true);
        config.setBoolean("core", null, "fsyncObjectFiles", true);
        config.setBoolean("receive", null, "autogc", false);
        config.setBoolean("gc", null, "writeCommitGraph", true);
        config.setBoolean("gc", null, "writeChangedPaths", true);
        return config;
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        FileBasedConfig config = new InMemory(parent, fs);
        config.setBoolean("commitGraph", null, "readChangedPaths", true);
        return config;
    }

    /** A file of settings without the file. */
    private static final class InMemory extends FileBasedConfig {
        /** Files younger than this are read again rather than trusted by their time. */
        private static final long CLOCK_SECONDS = 1;

        InMemory(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // Nothing to read.
        }

        @Override
        public void save() {
            // Kept in memory only.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /**
         * Says how fine the clock of a file system is. JGit would otherwise measure it, writing to a file in a repository for
         * three seconds at full speed.
         */
        @Override
        public long getTimeUnit(String section, String file, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(CLOCK_SECONDS, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, file, name, otherwise, unit);
        }
    }
}
