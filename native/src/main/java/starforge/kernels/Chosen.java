package starforge.kernels;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which kernels this process has; chosen when it is first asked, because loading takes a while. */
final class Chosen {
    private static final Logger LOG = LoggerFactory.getLogger(Chosen.class);

    static final Kernels KERNELS = choose(System.getenv("STARFORGE_NATIVE"));

    private Chosen() {}

    /** Chooses, and says so in the log: {@code off}, the path of a library, or null. */
    static Kernels choose(@Nullable String wish) {
        if ("off".equals(wish)) {
            LOG.info("Code is searched and objects are named in Java: STARFORGE_NATIVE is off.");
            return new JavaKernels();
        }
        try {
            boolean named = wish != null && !wish.isBlank();
            Kernels kernels = named ? NativeKernels.from(Path.of(wish)) : NativeKernels.fromJar();
            LOG.info(
                    "Code is searched and objects are named in {}, with the library {}.",
                    kernels.name(),
                    named ? wish : "in the jar");
            return kernels;
        } catch (IOException unusable) {
            LOG.warn("Code is searched and objects are named in Java, which is slower: {}.", unusable.getMessage());
            return new JavaKernels();
        }
    }
}
