package starforge.checks.checkers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** All checkers there are on this machine. */
public final class Checkers implements AutoCloseable {
    /** Files larger than this are not checked. */
    public static final int MOST_BYTES = Frames.MOST_BYTES;

    /** Compiles without running; only syntax is looked at. Nothing of the file's folder or of the site is imported. */
    private static final String PYTHON = """
            import sys, warnings
            warnings.simplefilter("ignore")
            try:
                compile(open(sys.argv[1], "rb").read(), "source", "exec", dont_inherit=True)
            except SyntaxError as e:
                print(f"{e.lineno or 0}:{e.offset or 0}:{e.msg}")
            except (ValueError, RecursionError, MemoryError, OverflowError) as e:
                print(f"0:0:{e or type(e).__name__}")
            """;

    private final Cage cage = new Cage();
    private final SecondProcess second = new SecondProcess(cage);
    private final Map<Language, List<Outside>> outside = new EnumMap<>(Language.class);

    public Checkers() {
        add(
                Language.PYTHON,
                "python3",
                "(?m)^(?<line>\\d+):(?<col>\\d+):(?<level>(?!))?(?<text>.*)$",
                "-I",
                "-S",
                "-c",
                PYTHON,
                "{}");
        add(
                Language.JAVASCRIPT,
                "node",
                "(?s)^[^\\n]*:(?<line>\\d+)\\n(?<col>(?!))?(?<level>(?!))?.*?(?<text>SyntaxError: [^\\n]*)",
                "--check",
                "{}");
        add(
                Language.SHELL,
                "bash",
                "(?m)^[^\\n]*: line (?<line>\\d+): (?<col>(?!))?(?<level>(?!))?(?<text>(?!`)[^\\n]*)$",
                "--norc",
                "--noprofile",
                "-n",
                "{}");
        add(
                Language.SHELL,
                "shellcheck",
                "(?m)^[^\\n:]*:(?<line>\\d+):(?<col>\\d+): (?<level>error|warning|note): (?<text>[^\\n]*)$",
                "--norc",
                "--exclude=SC2148",
                "--format=gcc",
                "{}");
    }

    private void add(Language language, String program, String line, String... arguments) {
        Optional<String> found = Cage.find(program);
        if (found.isPresent()) {
            List<String> command = new ArrayList<>(List.of(found.get()));
            command.addAll(List.of(arguments));
            outside.computeIfAbsent(language, key -> new ArrayList<>())
                    .add(new Outside(program, command, Pattern.compile(line)));
        }
    }

    /** Whether files of a language can be checked on this machine. */
    public boolean know(Language language) {
        return language.isBuiltIn() || outside.containsKey(language);
    }

    /**
     * What all checkers of a language say of a file, in the order of lines.
     *
     * @param path as it is called in its repository
     * @param contents at most {@link #MOST_BYTES}
     */
    public List<Finding> check(Language language, String path, byte[] contents)
            throws IOException, InterruptedException {
        List<Finding> all = new ArrayList<>();
        if (language.isBuiltIn()) {
            all.addAll(second.check(language, path, contents));
        }
        for (Outside checker : outside.getOrDefault(language, List.of())) {
            all.addAll(checker.check(cage, language, contents));
        }
        all.sort(java.util.Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
        return all.subList(0, Math.min(all.size(), Frames.MOST_FINDINGS));
    }

    @Override
    public void close() {
        second.close();
    }
}
