package starforge.git.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A raw commit or tag: lines of {@code name value}, an empty line, then the message. Read by hand because dates beyond
 * 2038, missing lines and broken values must not stop a page (format: Git's {@code commit.c} and {@code tag.c}).
 */
final class Headers {
    /** Longer messages are cut: a page cannot show them. */
    private static final int MOST_MESSAGE = 1 << 20;

    private final byte[] raw;
    private final List<Header> headers = new ArrayList<>();
    private final int message;

    private record Header(int name, int value, int end) {}

    Headers(byte[] raw) {
        this.raw = raw;
        this.message = read();
    }

    /** All ids under a name, such as the parents. */
    List<ObjectId> ids(String name) throws CorruptObjectException {
        List<ObjectId> ids = new ArrayList<>(2);
        for (Header header : headers) {
            if (is(header, name)) {
                ids.add(id(header));
            }
        }
        return ids;
    }

    ObjectId id(String name) throws CorruptObjectException {
        return id(first(name).orElseThrow(() -> new CorruptObjectException("no " + name + " line")));
    }

    Optional<Person> person(String name) {
        String encoding = text("encoding");
        return first(name).map(header -> Person.parse(raw, header.value(), header.end(), encoding));
    }

    /** The value of the first line of this name, or "". */
    String text(String name) {
        return first(name)
                .map(header -> Letters.text(raw, header.value(), header.end()))
                .orElse("");
    }

    /** Everything after the headers, decoded; cut at a NUL and after 1 MB. */
    String message() {
        int end = message;
        while (end < raw.length && raw[end] != 0 && end - message < MOST_MESSAGE) {
            end++;
        }
        while (end < raw.length && end > message && (raw[end] & 0xc0) == 0x80) {
            end--;
        }
        return Letters.text(raw, message, end, text("encoding"));
    }

    private int read() {
        int at = 0;
        while (at < raw.length && raw[at] != '\n') {
            int end = indexOf('\n', at, raw.length);
            int space = indexOf(' ', at, end);
            if (space > at) {
                headers.add(new Header(at, Math.min(space + 1, end), end));
            }
            at = end + 1;
        }
        return Math.min(at + 1, raw.length);
    }

    private Optional<Header> first(String name) {
        for (Header header : headers) {
            if (is(header, name)) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }

    private boolean is(Header header, String name) {
        int length = header.value() - header.name() - 1;
        return length == name.length() && new String(raw, header.name(), length, US_ASCII).equals(name);
    }

    private ObjectId id(Header header) throws CorruptObjectException {
        String value = new String(raw, header.value(), header.end() - header.value(), US_ASCII);
        if (!ObjectId.isId(value)) {
            throw new CorruptObjectException("not an object id: " + value);
        }
        return ObjectId.fromString(value);
    }

    private int indexOf(char wanted, int from, int to) {
        int at = from;
        while (at < to && raw[at] != wanted) {
            at++;
        }
        return at;
    }
}
