package starforge.web;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import freemarker.template.utility.StringUtil;
import java.util.List;
import starforge.words.Words;

/** {@code say(key, values...)} in a template: a sentence as plain text, or as HTML when one of its values is HTML. */
public final class Saying implements TemplateMethodModelEx {
    private final Words words;

    public Saying(Words words) {
        this.words = words;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Object exec(List arguments) throws TemplateModelException {
        Object[] values = new Object[arguments.size() - 1];
        boolean isHtml = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = value((TemplateModel) arguments.get(i + 1));
            isHtml |= values[i] instanceof Piece;
        }
        String key = String.valueOf(arguments.get(0));
        return isHtml ? html(key, values) : words.say(key, values);
    }

    private TemplateHTMLOutputModel html(String key, Object... values) throws TemplateModelException {
        return HTMLOutputFormat.INSTANCE.fromMarkup(words.say(key, StringUtil::XHTMLEnc, Saying::written, values));
    }

    private static Object value(TemplateModel argument) throws TemplateModelException {
        return argument instanceof TemplateHTMLOutputModel html
                ? new Piece(HTMLOutputFormat.INSTANCE.getMarkupString(html))
                : DeepUnwrap.unwrap(argument);
    }

    private static String written(Object value) {
        return value instanceof Piece piece ? piece.html : StringUtil.XHTMLEnc(Words.shown(value));
    }

    private record Piece(String html) {}
}
