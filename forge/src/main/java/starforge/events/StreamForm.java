package starforge.events;

import starforge.bus.Event;
import starforge.bus.Wire;

/** How events are written one after the other over HTTP. */
enum StreamForm {
    /** One JSON text a line (ndjson.org); an empty line says nothing. */
    LINES("application/x-ndjson", "\n") {
        @Override
        String write(Event event) {
            return Wire.write(event) + "\n";
        }
    },
    /** Server-sent events (WHATWG HTML, section 9.2), which browsers resume by {@code Last-Event-ID}. */
    SERVER_SENT("text/event-stream; charset=utf-8", ":\n\n") {
        @Override
        String write(Event event) {
            return "id: " + event.seq() + "\ndata: " + Wire.write(event) + "\n\n";
        }
    };

    private final String type;
    private final String pause;

    StreamForm(String type, String pause) {
        this.type = type;
        this.pause = pause;
    }

    String type() {
        return type;
    }

    /** What to write when nothing happens, so that both ends know of each other. */
    String pause() {
        return pause;
    }

    abstract String write(Event event);
}
