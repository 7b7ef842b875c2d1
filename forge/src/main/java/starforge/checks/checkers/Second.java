package starforge.checks.checkers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import starforge.words.Words;

/** The second Java: checks what it is given on its standard input until that ends. It keeps nothing and opens nothing. */
public final class Second {
    private Second() {}

    /** Runs until the input ends; takes no arguments. */
    @SuppressWarnings("SystemOut") // it is the way back to the forge
    public static void main(String[] none) throws IOException {
        BuiltIn builtIn = new BuiltIn();
        Trees trees = new Trees();
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
            Frames.answer(out, check(builtIn, trees, question));
        }
    }

    private static List<Finding> check(BuiltIn builtIn, Trees trees, Frames.Question question) {
        try {
            return question.checker().equals(Trees.NAME)
                    ? trees.check(question.language(), question.contents())
                    : builtIn.check(question.language(), question.path(), question.contents());
        } catch (StackOverflowError e) {
            return List.of(Finding.error(0, 0, Words.english().say("checks.too-deep"), question.checker()));
        } catch (RuntimeException | LinkageError e) {
            String kind = e.getClass().getSimpleName();
            return List.of(Finding.note(Words.english().say("checks.broke-off", kind), question.checker()));
        }
    }
}
