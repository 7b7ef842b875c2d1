package starforge.git.read;

/**
 * A file at one commit; its contents are read by {@link Trees}.
 *
 * @param kind {@code FILE}, {@code EXECUTABLE} or {@code LINK}; the contents of a link are where it points
 * @param id of the blob, 40 hex digits
 * @param size in bytes
 * @param binary whether it is no text: a NUL in the first 8,000 bytes, and not UTF-16 or UTF-32 with a mark
 */
public record File(String path, Entry.Kind kind, String id, long size, boolean binary) {}
