package starforge.events;

import java.util.Set;

/** What is worth telling to those who were not there. */
public final class News {
    /** The kinds of events that are news. The log notes it of each event, so a new kind begins with the events to come. */
    public static final Set<String> KINDS =
            Set.of("created", "forked", "starred", "pushed", "released", "followed", "renamed");

    private News() {}
}
