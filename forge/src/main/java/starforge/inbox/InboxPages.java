package starforge.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.feed.Feed;
import starforge.feed.Story;
import starforge.web.Exchange;
import starforge.web.Notice;
import starforge.web.Routes;

/** {@code /notifications}: what there is to tell somebody in person. */
public final class InboxPages {
    private static final int CHUNK = 40;
    private static final int ENOUGH = 20;
    private static final int MOST_READ = 400;

    private final Inbox inbox;
    private final Feed feed;

    public InboxPages(Inbox inbox, Feed feed) {
        this.inbox = inbox;
        this.feed = feed;
    }

    public void addTo(Routes routes) {
        routes.userGet("/notifications", this::list);
        routes.userPost("/notifications/read", this::readAll);
        routes.userPost("/notifications/:seq/read", this::read);
    }

    private Object list(Exchange exchange) {
        boolean onlyUnread = exchange.query("show").filter("unread"::equals).isPresent();
        Map<String, Object> model = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        model.put("older", fill(exchange, onlyUnread, lines));
        model.put("lines", lines);
        model.put("show", onlyUnread ? "unread" : "all");
        return exchange.html("inbox/list", model);
    }

    /** Reads on until the page is full; gives before which place to go on, 0 at the end. */
    private long fill(Exchange exchange, boolean onlyUnread, List<Line> lines) {
        long before = exchange.query("before")
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        for (int read = 0; read < MOST_READ && lines.size() < ENOUGH; read += CHUNK) {
            List<Note> notes = inbox.of(exchange.who(), onlyUnread, before, CHUNK);
            lines.addAll(lines(exchange.who(), notes));
            if (notes.size() < CHUNK) {
                return 0;
            }
            before = notes.get(notes.size() - 1).seq();
        }
        return before;
    }

    private List<Line> lines(Identity who, List<Note> notes) {
        Map<Long, Story> stories = feed.at(who, notes.stream().map(Note::seq).toList()).stream()
                .collect(Collectors.toMap(Story::seq, Function.identity()));
        List<Line> lines = new ArrayList<>();
        for (Note note : notes) {
            Story story = stories.get(note.seq());
            if (story != null) {
                lines.add(new Line(story, note.unread(), note.reason().equals("mentioned")));
            }
        }
        return lines;
    }

    private Object readAll(Exchange exchange) {
        inbox.read(exchange.signedIn(), place(exchange.form("seq")), false);
        return exchange.redirect("/notifications", Notice.ok("inbox.all-read"));
    }

    private Object read(Exchange exchange) {
        inbox.read(exchange.signedIn(), place(exchange.part(":seq")), true);
        return exchange.redirect(exchange.cameFrom("/notifications"));
    }

    private static long place(String seq) {
        if (!seq.matches("[0-9]{1,18}")) {
            throw new Refusal(Reason.MALFORMED, "inbox.which");
        }
        return Long.parseLong(seq);
    }
}
