package starforge.web;

import java.util.Map;
import java.util.function.Function;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/** What pages with forms have in common. */
public final class Forms {
    private Forms() {}

    /**
     * Does what a form asks for, or shows the page once more when something in the form is wrong.
     *
     * @param again gives the page, from a model with {@code errors}: field name to sentence
     */
    public static Object orAgain(Exchange exchange, Handler deed, Function<Map<String, Object>, Object> again)
            throws Exception {
        try {
            return deed.answer(exchange);
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.INVALID) {
                throw refusal;
            }
            return again(exchange, refusal, refusal.field(), again);
        }
    }

    /**
     * The same for a deed that somebody else's may come before: that is shown in the form, too.
     *
     * @param otherwise the field that is blamed when the refusal names none
     */
    public static Object orAgain(
            Exchange exchange, String otherwise, Handler deed, Function<Map<String, Object>, Object> again)
            throws Exception {
        try {
            return deed.answer(exchange);
        } catch (Refusal refusal) {
            if (refusal.reason() != Reason.INVALID && refusal.reason() != Reason.CONFLICT) {
                throw refusal;
            }
            return again(exchange, refusal, refusal.field().isEmpty() ? otherwise : refusal.field(), again);
        }
    }

    private static Object again(
            Exchange exchange, Refusal refusal, String field, Function<Map<String, Object>, Object> again) {
        exchange.status(refusal.reason().status());
        return again.apply(Map.of("errors", Map.of(field, refusal.text())));
    }

    /** The number in an address; anything else is not found. */
    public static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound();
        }
        return Long.parseLong(text);
    }

    /** Says whether a box is ticked. */
    public static boolean isChecked(Exchange exchange, String field) {
        return !exchange.form(field).isEmpty() && !exchange.form(field).matches("0|false|off|no");
    }
}
