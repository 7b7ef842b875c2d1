package starforge.appearance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import starforge.access.Identity;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;
import starforge.audit.Audit;
import starforge.db.Database;
import starforge.web.Themes;

/** Who sees the forge in which theme. */
public final class Appearance {
    private static final long ALL = 0;
    private static final Duration KNOWN = Duration.ofSeconds(5);

    private final Database database;
    private final Themes themes;
    private final String fallback;
    private final Audit audit;
    private final AppearanceTable table = new AppearanceTable();
    // Asked for with every page. Other processes see a change when theirs has run out.
    private final Cache<Long, String> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KNOWN).build();

    /**
     * Prepares to choose.
     *
     * @param fallback the theme of the settings, for as long as no admin has chosen one
     */
    public Appearance(Database database, Themes themes, String fallback, Clock clock) {
        this.database = database;
        this.themes = themes;
        this.fallback = fallback;
        this.audit = new Audit(database, clock);
    }

    /** The theme in which somebody sees the forge: their own choice, else the admin's, else that of the settings. */
    public String of(Identity who) {
        String own = own(who);
        return own.isEmpty() ? ofAll() : own;
    }

    /** The theme chosen by somebody for themselves; "" when none is. */
    String own(Identity who) {
        return who.isAnonymous()
                ? ""
                : known.get(who.userId(), id -> database.read(handle -> table.of(handle, id))
                        .orElse(""));
    }

    /** The theme for all who have not chosen. */
    String ofAll() {
        return known.get(ALL, id -> database.read(table::ofAll).orElse(fallback));
    }

    /** The themes to choose from, by name, with what they call themselves. */
    Map<String, String> choices() {
        return themes.all();
    }

    /** What went wrong with which theme. */
    Map<String, String> problems() {
        return themes.problems();
    }

    /**
     * Chooses for oneself.
     *
     * @param theme name of a theme; "" for the one of all
     * @throws Refusal INVALID at {@code theme} when there is none of this name
     */
    void choose(Identity who, String theme) {
        if (theme.isEmpty()) {
            database.change(transaction -> table.delete(transaction.handle(), who.userId()));
        } else {
            themes.get(theme);
            database.change(transaction -> table.put(transaction.handle(), who.userId(), theme));
        }
        known.invalidate(who.userId());
    }

    /**
     * Chooses for all who have not chosen.
     *
     * @throws Refusal FORBIDDEN for who is no admin, INVALID at {@code theme} when there is none of this name
     */
    void chooseForAll(Identity who, String theme) {
        if (!who.admin()) {
            throw new Refusal(Reason.FORBIDDEN, "appearance.admins");
        }
        themes.get(theme);
        database.change(transaction -> {
            table.putForAll(transaction.handle(), theme);
            audit.note(transaction, who.name(), "theme", "", theme);
            transaction.afterCommit(() -> known.invalidate(ALL));
        });
    }
}
