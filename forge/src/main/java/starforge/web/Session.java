package starforge.web;

import java.time.Instant;
import starforge.access.Identity;

/**
 * A sign-in.
 *
 * @param key what is stored of the cookie: its SHA-256; names the session without opening it
 * @param who signed in
 * @param seenAt last use, to the minute or so
 */
public record Session(String key, Identity who, Instant seenAt) {}
