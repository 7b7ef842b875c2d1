package starforge.checks.checkers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/** The second Java: checks what it is given on its standard input until that ends. It keeps nothing and opens nothing. */
public final class Second {
    private Second() {}

    /** Runs until the input ends; takes no arguments. */
    @SuppressWarnings("SystemOut") // it is the way back to the forge
    public static void main(String[] none) throws IOException {
        BuiltIn checkers = new BuiltIn();
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err);
        while (true) {
            Frames.Question question;
            try {
                question = Frames.read(in);
            } catch (EOFException e) {
                return;
            }
            Frames.answer(out, check(checkers, question));
        }
    }

    private static List<Finding> check(BuiltIn checkers, Frames.Question question) {
        try {
            return checkers.check(question.language(), question.path(), question.contents());
        } catch (StackOverflowError e) {
            String text = "It is nested too deeply to be checked";
            return List.of(Finding.error(0, 0, text, question.language().word()));
        } catch (RuntimeException e) {
            String text = "The checker broke off: " + e.getClass().getSimpleName();
            return List.of(new Finding(
                    0, 0, Finding.Severity.NOTE, text, question.language().word()));
        }
    }
}
