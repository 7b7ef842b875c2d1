package starforge.boards;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import starforge.bus.Topic;

/**
 * What an administrator made for a screen on the wall.
 *
 * @param id its number, 0 before it is stored
 * @param name the end of its address
 * @param title in large letters at the top
 * @param everything whether all public repositories are on it, beside those chosen one by one
 * @param rotation seconds that each panel fills the screen alone; 0 shows them all at once, where they fit
 * @param language how date and time are written, as in BCP 47
 * @param bare whether it leaves out what people wrote: subjects and titles
 */
public record Board(
        long id,
        String name,
        String title,
        boolean everything,
        Set<Panel> panels,
        int rotation,
        Locale language,
        ZoneId zone,
        Distance distance,
        boolean bare,
        Night night) {
    private static final int TURN = 20;

    /** Seconds that each panel fills the screen alone, 0 when all are shown at once. */
    public int turn() {
        return rotation > 0 || distance.fits(panels) ? rotation : TURN;
    }

    /** Its address on this server. */
    public String url() {
        return "/board/" + name;
    }

    public Topic topic() {
        return Topic.board(id);
    }

    public boolean has(String panel) {
        return Panel.of(panel).filter(panels::contains).isPresent();
    }
}
