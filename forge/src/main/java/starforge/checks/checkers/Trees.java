package starforge.checks.checkers;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterCss;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterHtml;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterLua;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterScala;
import org.treesitter.TreeSitterTypescript;
import starforge.words.Words;

/**
 * The parsers of tree-sitter: they read whatever they are given, and mark what they could not fit in. Only the branches with such
 * marks are walked. Parsing and walking have a time each; whoever asks must be ready for both to take longer, or to crash.
 */
final class Trees {
    static final String NAME = "tree-sitter";
    /** Rises with what this class finds. */
    static final String STAMP = "1";

    private static final long MOST_NANOS = 3_000_000_000L;
    private static final int MOST_FINDINGS = 50;
    private static final int LONGEST_PART = 40;
    /** The parser does not know what the preprocessor makes of a file. */
    private static final Set<Language> PREPROCESSED = Set.of(Language.C, Language.CPP);

    private final Map<Language, TSLanguage> loaded = new EnumMap<>(Language.class);

    /** Whether there is a parser for a language. */
    static boolean know(Language language) {
        return grammar(language).isPresent();
    }

    private static Optional<Supplier<TSLanguage>> grammar(Language language) {
        return switch (language) {
            case C -> Optional.of(TreeSitterC::new);
            case CPP -> Optional.of(TreeSitterCpp::new);
            case CSS -> Optional.of(TreeSitterCss::new);
            case C_SHARP -> Optional.of(TreeSitterCSharp::new);
            case GO -> Optional.of(TreeSitterGo::new);
            case HTML -> Optional.of(TreeSitterHtml::new);
            case JAVASCRIPT -> Optional.of(TreeSitterJavascript::new);
            case KOTLIN -> Optional.of(TreeSitterKotlin::new);
            case LUA -> Optional.of(TreeSitterLua::new);
            case PHP -> Optional.of(TreeSitterPhp::new);
            case PYTHON -> Optional.of(TreeSitterPython::new);
            case RUBY -> Optional.of(TreeSitterRuby::new);
            case RUST -> Optional.of(TreeSitterRust::new);
            case SCALA -> Optional.of(TreeSitterScala::new);
            case TYPESCRIPT -> Optional.of(TreeSitterTypescript::new);
            default -> Optional.empty();
        };
    }

    /** Where the parser could not go on; at most 50 places. */
    List<Finding> check(Language language, byte[] contents) {
        TSLanguage grammar = loaded.computeIfAbsent(
                language,
                key -> grammar(key).orElseThrow(IllegalArgumentException::new).get());
        try (TSParser parser = new TSParser()) {
            if (!parser.setLanguage(grammar)) {
                throw new IllegalStateException("The grammar is too old or too new for its parser");
            }
            TSTree tree = parse(parser, contents);
            if (tree == null) {
                return List.of(Finding.gaveUp(NAME));
            }
            try (tree) {
                return new Walk(language, contents).of(tree.getRootNode());
            }
        }
    }

    private static @org.jspecify.annotations.Nullable TSTree parse(TSParser parser, byte[] contents) {
        ByteArrayInputStream left = new ByteArrayInputStream(contents);
        long end = System.nanoTime() + MOST_NANOS;
        return parser.parseWithOptions(
                new byte[1 << 14],
                null,
                (buffer, offset, place) -> {
                    left.reset();
                    left.skip(offset);
                    return Math.max(0, left.read(buffer, 0, buffer.length));
                },
                TSInputEncoding.TSInputEncodingUTF8,
                state -> System.nanoTime() > end);
    }

    /** One walk down the branches that have marks. */
    private static final class Walk {
        private final boolean isPreprocessed;
        private final String[] lines;
        private final long end = System.nanoTime() + MOST_NANOS;
        private final List<Finding> findings = new ArrayList<>();

        Walk(Language language, byte[] contents) {
            this.isPreprocessed = PREPROCESSED.contains(language);
            this.lines = new String(contents, StandardCharsets.UTF_8).split("\n", -1);
        }

        List<Finding> of(TSNode root) {
            if (root.hasError()) {
                try (TSTreeCursor cursor = new TSTreeCursor(root)) {
                    walk(cursor);
                }
            }
            return findings;
        }

        /** In the order of the text, without recursion: a tree may be as deep as its file is long. */
        private void walk(TSTreeCursor cursor) {
            boolean goesOn = true;
            while (goesOn && findings.size() < MOST_FINDINGS && System.nanoTime() < end) {
                TSNode node = cursor.currentNode();
                note(node);
                boolean isInside = node.hasError() && !node.isError() && cursor.gotoFirstChild();
                while (!isInside && goesOn && !cursor.gotoNextSibling()) {
                    goesOn = cursor.gotoParent();
                }
            }
        }

        private void note(TSNode node) {
            if (node.isMissing()) {
                add(node, Words.english().say("checks.missing", node.getType()));
            } else if (node.isError()) {
                add(node, Words.english().say("checks.not-understood", part(node)));
            }
        }

        private void add(TSNode node, String text) {
            int row = node.getStartPoint().getRow();
            int column = column(row, node.getStartPoint().getColumn());
            findings.add(
                    isPreprocessed
                            ? Finding.warning(row + 1, column, Words.english().say("checks.preprocessor", text), NAME)
                            : Finding.error(row + 1, column, text, NAME));
        }

        /** The parser counts bytes, people letters. */
        private int column(int row, int bytes) {
            byte[] line = line(row).getBytes(StandardCharsets.UTF_8);
            return new String(line, 0, Math.min(bytes, line.length), StandardCharsets.UTF_8).length() + 1;
        }

        private String part(TSNode node) {
            int row = node.getStartPoint().getRow();
            String line = line(row);
            String rest = line.substring(
                    Math.min(line.length(), column(row, node.getStartPoint().getColumn()) - 1));
            String part = rest.strip();
            return part.length() > LONGEST_PART ? part.substring(0, LONGEST_PART) + "…" : part;
        }

        private String line(int row) {
            return row < lines.length ? lines[row] : "";
        }
    }
}
