package starforge.boards;

import java.time.LocalTime;

/**
 * When a board is dim and warm.
 *
 * @param from local time as {@code 22:00}, or "" for never
 * @param until likewise; before {@code from} it is in the morning after
 */
public record Night(String from, String until) {
    public static final Night NEVER = new Night("", "");

    /** Says whether it is night at a local time. */
    public boolean isAt(LocalTime time) {
        if (from.isEmpty() || from.equals(until)) {
            return false;
        }
        boolean begun = !time.isBefore(LocalTime.parse(from));
        boolean lasts = time.isBefore(LocalTime.parse(until));
        return from.compareTo(until) < 0 ? begun && lasts : begun || lasts;
    }
}
