package starforge.bench;

import java.util.List;

/** {@code ./starforge bench core}: runs a benchmark by its name. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (!List.of(arguments).equals(List.of("core"))) {
            System.err.println("Usage: starforge bench core");
            System.exit(2);
        }
        CoreBench.run();
    }
}
