package starforge.code;

import java.time.Instant;

/**
 * A branch or tag in a list.
 *
 * @param url its files
 * @param history its commits
 * @param when of its commit, or when it was tagged
 * @param about what the tag says of itself, or ""
 */
public record RefRow(
        String shown, String url, String history, CommitView commit, Instant when, String about, boolean isDefault) {}
