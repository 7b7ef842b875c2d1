package starforge.codesearch;

import java.util.function.Supplier;
import starforge.kernels.JavaKernels;
import starforge.kernels.Kernels;

/** What searches code. Tests run with each of them, because both promise the same. */
public enum Searcher implements Supplier<Kernels> {
    BEST,
    JAVA;

    @Override
    public Kernels get() {
        return this == JAVA ? new JavaKernels() : Kernels.best();
    }
}
