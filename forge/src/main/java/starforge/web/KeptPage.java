package starforge.web;

import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;

/**
 * A page as everybody gets it who is not signed in.
 *
 * @param letters gives the letters that the next reader has alone
 * @param tag its ETag, the same for all readers of the same contents
 * @param until when it is too old, even when nothing changed
 * @param renewing held by the one who makes the page that comes after it
 */
record KeptPage(Squeezed text, Supplier<String> letters, HttpField tag, Shown shown, Instant until, Lock renewing) {}
