package starforge.web;

import java.time.Instant;

/**
 * A sign-in as its owner sees it in a list.
 *
 * @param id names it in that list
 * @param key what is stored of the cookie, to know this very session
 * @param agent what the browser called itself then, "" when it did not
 * @param remote network address then, or ""
 */
public record SignedIn(long id, String key, Instant createdAt, Instant seenAt, String agent, String remote) {}
