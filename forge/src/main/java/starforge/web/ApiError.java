package starforge.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import starforge.access.Refusal;

/** Something refused to a program, in the form of Pagure's API: {@code error}, {@code error_code} and maybe {@code errors}. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String code;
    private final transient @Nullable Object errors;

    public ApiError(int status, String code, String text) {
        this(status, code, text, null);
    }

    private ApiError(int status, String code, String text, @Nullable Object errors) {
        super(text);
        this.status = status;
        this.code = code;
        this.errors = errors;
    }

    /** Wrong fields, by their names. */
    public static ApiError fields(Map<String, List<String>> errors) {
        return new ApiError(BAD_REQUEST, "EINVALIDREQ", "Invalid or incomplete input submitted", errors);
    }

    /** A token that is missing, wrong, or may not do this. */
    public static ApiError token(String why) {
        String text = "Invalid or expired token. Make a new one in the settings of your account.";
        return new ApiError(UNAUTHORIZED, "EINVALIDTOK", text, why);
    }

    /** What a refusal is in this form. */
    static ApiError of(Refusal refusal) {
        return switch (refusal.reason()) {
            case LOGIN -> token("Invalid token");
            case NOT_FOUND -> new ApiError(refusal.reason().status(), "ENOPROJECT", "Project not found");
            case INVALID -> fields(Map.of(refusal.field(), List.of(refusal.text())));
            default -> new ApiError(refusal.reason().status(), "ENOCODE", refusal.text());
        };
    }

    String answer(Exchange exchange) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", String.valueOf(getMessage()));
        body.put("error_code", code);
        if (errors != null) {
            body.put("errors", errors);
        }
        return exchange.status(status).json(body);
    }
}
