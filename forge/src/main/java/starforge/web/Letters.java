package starforge.web;

import java.util.function.Supplier;

/**
 * The letters on a page that are one reader's alone.
 *
 * @param mine those of the first reader, ASCII, once on the page; "" when there are none
 * @param others gives as many to each further reader
 */
record Letters(String mine, Supplier<String> others) {
    static final Letters NONE = new Letters("", () -> "");
}
