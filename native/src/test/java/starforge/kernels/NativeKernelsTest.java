package starforge.kernels;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

class NativeKernelsTest extends KernelsContract {
    private static Kernels kernels;

    @BeforeAll
    static void load() throws IOException {
        kernels = NativeKernels.fromJar();
    }

    @Override
    Kernels kernels() {
        return kernels;
    }
}
