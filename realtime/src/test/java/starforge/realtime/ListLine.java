package starforge.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import starforge.bus.Wire;

/** A line into a list; it can be stuck, as a connection that nobody reads. */
final class ListLine implements Line {
    private final List<String> texts = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final boolean stuck;
    private int pings;

    ListLine(boolean stuck) {
        this.stuck = stuck;
    }

    ListLine() {
        this(false);
    }

    @Override
    public synchronized void send(Text text, Runnable done) {
        texts.add(text.toString());
        if (!stuck) {
            done.run();
        }
    }

    @Override
    public synchronized void ping() {
        pings++;
    }

    @Override
    public synchronized void pong(byte[] payload) {
        throw new IllegalStateException("Nobody pings here");
    }

    @Override
    public synchronized void close(int code, String reason) {
        ends.add(Stream.of(Closing.values())
                .filter(why -> why.code() == code)
                .map(Closing::name)
                .findFirst()
                .orElse("" + code));
    }

    @Override
    public synchronized void cut() {
        ends.add("cut");
    }

    synchronized int pings() {
        return pings;
    }

    /** How it was closed, in order: names of {@link Closing} and {@code cut}. */
    synchronized List<String> ends() {
        return List.copyOf(ends);
    }

    /** What was sent: {@code hello 3}, {@code 4}, {@code resumed 4}, {@code reload}; an event as its seq alone. */
    synchronized List<String> said() {
        return texts.stream().map(ListLine::brief).toList();
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    private static String brief(String text) {
        var fields = Wire.object(text);
        String type = fields.get("type").asText();
        String seq = fields.has("seq") ? fields.get("seq").asText() : "";
        return type.equals("event") ? seq : (type + " " + seq).strip();
    }
}
