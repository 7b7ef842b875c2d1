package starforge.bench.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import starforge.kernels.Option;
import starforge.kernels.Query;

/**
 * What is looked for.
 *
 * @param text as one types it
 */
record Wanted(String text, boolean regex, boolean caseless, boolean word) {
    static final List<Wanted> ALL = List.of(
            literal("merge_recursive_generic"),
            literal("zzqx_nope"),
            literal("struct object_id"),
            literal("return"),
            literal("e "),
            literal("x"),
            new Wanted("todo", false, true, false),
            new Wanted("git", false, false, true),
            literal("the "),
            literal("--"),
            literal("    "),
            regex("static\\s+\\w+\\s+(diff|merge)_\\w+\\("),
            new Wanted("todo|fixme|hackish", true, true, false),
            new Wanted("signed.off.by", true, true, false),
            regex("foo|bar|baz|qux"),
            regex("err(no)?"),
            regex("if \\(.*\\) \\{$"),
            regex("\\bint \\w+ = "),
            regex("^#\\s*define\\s+[A-Z]+_"),
            regex("\\w+_t\\b"),
            regex("[0-9]+\\.[0-9]+\\.[0-9]+"),
            regex("[a-z]{20,}"),
            regex("\"[^\"]*%s[^\"]*\""));

    private static Wanted literal(String text) {
        return new Wanted(text, false, false, false);
    }

    private static Wanted regex(String text) {
        return new Wanted(text, true, false, false);
    }

    Query query() {
        Set<Option> options = EnumSet.noneOf(Option.class);
        if (caseless) {
            options.add(Option.CASELESS);
        }
        if (word) {
            options.add(Option.WORD);
        }
        return regex ? Query.regex(text, options) : Query.literal(text, options);
    }

    /** The same for grep and its like; {@code regexes} chooses the kind of regular expressions. */
    List<String> arguments(String... regexes) {
        List<String> arguments = new ArrayList<>(regex ? List.of(regexes) : List.of("-F"));
        if (caseless) {
            arguments.add("-i");
        }
        if (word) {
            arguments.add("-w");
        }
        arguments.addAll(List.of("-e", text));
        return arguments;
    }
}
