package starforge.highlight;

import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/** From the types of RSyntaxTextArea's tokens to the few looks of the theme. */
final class Look {
    private Look() {}

    static String of(Token token, Language language) {
        return switch (token.getType()) {
            case TokenTypes.IDENTIFIER -> language.kind() == Language.Kind.CODE ? name(token) : "";
            case TokenTypes.FUNCTION -> isCapital(token) ? "t" : "f";
            default -> of(token.getType());
        };
    }

    /** Programmers write types with a capital; a name before a bracket is called or declared as a function. */
    private static String name(Token token) {
        if (isCapital(token)) {
            return "t";
        }
        Token next = token.getNextToken();
        return next != null && next.isPaintable() && next.charAt(0) == '(' ? "f" : "";
    }

    private static boolean isCapital(Token token) {
        return token.length() > 1 && Character.isUpperCase(token.charAt(0));
    }

    private static String of(int type) {
        return switch (type) {
            case TokenTypes.RESERVED_WORD,
                    TokenTypes.RESERVED_WORD_2,
                    TokenTypes.PREPROCESSOR,
                    TokenTypes.MARKUP_TAG_NAME,
                    TokenTypes.MARKUP_PROCESSING_INSTRUCTION,
                    TokenTypes.LITERAL_BOOLEAN -> "k";
            case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE,
                    TokenTypes.LITERAL_CHAR,
                    TokenTypes.LITERAL_BACKQUOTE,
                    TokenTypes.REGEX,
                    TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE,
                    TokenTypes.MARKUP_CDATA,
                    TokenTypes.ERROR_STRING_DOUBLE,
                    TokenTypes.ERROR_CHAR -> "s";
            case TokenTypes.LITERAL_NUMBER_DECIMAL_INT,
                    TokenTypes.LITERAL_NUMBER_FLOAT,
                    TokenTypes.LITERAL_NUMBER_HEXADECIMAL,
                    TokenTypes.MARKUP_ENTITY_REFERENCE,
                    TokenTypes.ERROR_NUMBER_FORMAT -> "n";
            case TokenTypes.COMMENT_EOL,
                    TokenTypes.COMMENT_MULTILINE,
                    TokenTypes.COMMENT_DOCUMENTATION,
                    TokenTypes.COMMENT_KEYWORD,
                    TokenTypes.COMMENT_MARKUP,
                    TokenTypes.MARKUP_COMMENT,
                    TokenTypes.MARKUP_DTD -> "c";
            case TokenTypes.MARKUP_TAG_ATTRIBUTE -> "f";
            case TokenTypes.DATA_TYPE, TokenTypes.VARIABLE, TokenTypes.ANNOTATION -> "t";
            default -> "";
        };
    }
}
