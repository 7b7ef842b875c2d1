package starforge.checks.checkers;

import static starforge.checks.checkers.Known.quick;
import static starforge.checks.checkers.Known.slow;

import java.util.List;

/**
 * The programs that the forge knows how to ask. None of them runs what it checks or reads settings that lie beside it;
 * {@code perl -c} is not among them, as it runs what stands in {@code BEGIN}.
 */
final class Programs {
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

    /** Compiles without running, and takes no option from the first line of the file, as {@code ruby -c} would. */
    private static final String RUBY = """
        begin
          RubyVM::InstructionSequence.compile(File.binread(ARGV[0]).force_encoding("UTF-8"), "source")
        rescue SyntaxError => e
          puts e.message
        rescue StandardError, SystemStackError, NoMemoryError => e
          puts "source:0: #{e.message}"
        end
        """;

    // What others of its repository define is not there to be found, and a fault of syntax is told by python3.
    private static final String PYLINT = """
        --rcfile=/dev/null --persistent=n --score=n --reports=n --disable=all --enable=E,F,W
        --disable=import-error,no-name-in-module,relative-beyond-top-level,fixme,syntax-error
        --msg-template={line}:{column}:{category}:{msg} {}
        """;

    // The rules are ours alone: neither a file nor a comment of the repository can change them or bring others.
    private static final String ESLINT = """
        --no-eslintrc --no-inline-config --no-ignore --format=unix --env=es6,node,browser
        --parser-options=ecmaVersion:2020,sourceType:module --rule no-cond-assign:2 --rule no-dupe-keys:2
        --rule no-dupe-args:2 --rule no-duplicate-case:2 --rule no-const-assign:2 --rule use-isnan:2
        --rule valid-typeof:2 --rule no-unreachable:1 --rule no-undef:1 --rule no-unused-vars:1
        --rule no-self-assign:1 --rule no-sparse-arrays:1 {}
        """;

    private static final String LINE = "(?<line>\\d{1,9})";
    private static final String COLUMN = ":(?<col>\\d{1,9}):";
    private static final String NO_COLUMN = "(?<col>(?!))?";
    private static final String NO_LEVEL = "(?<level>(?!))?";
    private static final String TEXT = "(?<text>[^\\n]*)";

    private Programs() {}

    static List<Known> all() {
        return List.of(
                quick(
                        Language.PYTHON,
                        "python3",
                        "(?m)^" + LINE + COLUMN + NO_LEVEL + TEXT + "$",
                        "-I -S -c {script} {}",
                        PYTHON),
                slow(
                        Language.PYTHON,
                        "pylint",
                        "(?m)^" + LINE + COLUMN + "(?<level>error|warning|fatal):" + TEXT + "$",
                        PYLINT),
                quick(
                        Language.JAVASCRIPT,
                        "node",
                        "(?s)^[^\\n]*:" + LINE + "\\n" + NO_COLUMN + NO_LEVEL + ".*?(?<text>SyntaxError: [^\\n]*)",
                        "--check {}",
                        ""),
                slow(
                        Language.JAVASCRIPT,
                        // Debian's: later ones are asked in other words.
                        "/usr/share/nodejs/eslint/bin/eslint.js",
                        "(?m)^[^\\n]*:" + LINE + COLUMN + " " + TEXT + " \\[(?<level>Error|Warning)/[\\w-]+\\]$",
                        ESLINT),
                quick(
                        Language.SHELL,
                        "bash",
                        "(?m)^[^\\n]*: line " + LINE + ": " + NO_COLUMN + NO_LEVEL + "(?<text>(?!`)[^\\n]*)$",
                        "--norc --noprofile -n {}",
                        ""),
                quick(
                        Language.SHELL,
                        "shellcheck",
                        "(?m)^[^\\n:]*:" + LINE + COLUMN + " (?<level>error|warning|note): " + TEXT + "$",
                        "--norc --exclude=SC2148 --format=gcc {}",
                        ""),
                quick(
                        Language.RUBY,
                        "ruby",
                        "(?m)^source:" + LINE + ": " + NO_COLUMN + NO_LEVEL + TEXT + "$",
                        "--disable=all -e {script} {}",
                        RUBY),
                quick(
                        Language.PHP,
                        "php",
                        "(?m)^(?:Parse|Fatal) error: +" + NO_COLUMN + NO_LEVEL + "(?<text>.*) in .* on line " + LINE
                                + "$",
                        "-n -d display_errors=stdout -l {}",
                        ""),
                quick(
                        Language.LUA,
                        "luac",
                        "(?m)source[.]lua:" + LINE + ": " + NO_COLUMN + NO_LEVEL + TEXT + "$",
                        "-p {}",
                        ""),
                quick(
                        Language.GO,
                        "gofmt",
                        "(?m)source[.]go:" + LINE + COLUMN + " " + NO_LEVEL + TEXT + "$",
                        "-e -l {}",
                        ""),
                quick(
                        Language.XML,
                        "xmllint",
                        "(?m)source[.]xml:" + LINE + ": (?:parser|namespace) " + NO_COLUMN
                                + "(?<level>error|warning) : " + TEXT + "$",
                        "--noout --nonet {}",
                        ""));
    }
}
