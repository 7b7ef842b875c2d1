package starforge.account;

import starforge.web.SignedIn;

/**
 * A sign-in in the list of its owner.
 *
 * @param browser in two words
 * @param current whether it is the browser that asks
 */
public record SessionLine(SignedIn session, String browser, boolean current) {}
