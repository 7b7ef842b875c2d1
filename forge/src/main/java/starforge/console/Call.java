package starforge.console;

import java.util.List;

/**
 * One admin command as it was typed.
 *
 * @param arguments without the program's name
 * @param folder the absolute folder it was typed in, which relative paths start from
 * @param input what was on standard input, "" when it was not read
 */
public record Call(List<String> arguments, String folder, String input) {
    /**
     * What became of it.
     *
     * @param status 0 done, 1 refused, 2 wrong usage
     * @param out for standard output
     * @param err for standard error
     */
    public record Result(int status, String out, String err) {}
}
