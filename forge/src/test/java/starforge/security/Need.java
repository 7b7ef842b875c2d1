package starforge.security;

import starforge.access.Level;

/** What a page or form asks of who comes, and with it the answer to everybody. */
enum Need {
    NOTHING,
    /** Meant for who is not signed in; others are sent on. */
    STRANGENESS,
    SIGN_IN,
    /** An administrator in a browser. */
    OFFICE,
    /** An administrator, or a program with all an administrator's rights. */
    NUMBERS,
    /** The token of a screen. */
    DEVICE,
    READ,
    WRITE,
    RUN;

    boolean isOfRepo() {
        return compareTo(READ) >= 0;
    }

    /** The status of a page. */
    int page(Asker asker, Place place, int fine) {
        return switch (this) {
            case NOTHING -> fine;
            case STRANGENESS -> asker == Asker.NOBODY ? fine : 302;
            case SIGN_IN -> asker.isSignedIn() ? fine : unknown(asker);
            case OFFICE -> !asker.isSignedIn() ? unknown(asker) : asker.runsTheForge() ? fine : 403;
            case DEVICE -> 401;
            case NUMBERS -> asker == Asker.NOBODY ? 302 : asker.runsTheForge() ? fine : 403;
            default -> below(asker, place, asker == Asker.NOBODY ? 302 : 403, fine);
        };
    }

    private static int unknown(Asker asker) {
        return asker.isProgram() ? 401 : 302;
    }

    /**
     * The status of a form: 400 for those who may send it, as theirs come without the token of a page, so that nothing is
     * changed. A program is nobody here.
     */
    int form(Asker asker, Place place) {
        Asker sender = asker.isProgram() ? Asker.NOBODY : asker;
        return switch (this) {
            case NOTHING, STRANGENESS -> 400;
            case SIGN_IN -> sender.isSignedIn() ? 400 : 302;
            case DEVICE -> 401;
            case OFFICE, NUMBERS -> !sender.isSignedIn() ? 302 : sender.runsTheForge() ? 400 : 403;
            default -> below(sender, place, sender == Asker.NOBODY ? 302 : 403, sender == Asker.NOBODY ? 302 : 400);
        };
    }

    private int below(Asker asker, Place place, int lacking, int fine) {
        Level level = asker.at(place);
        if (level == Level.NONE) {
            return 404;
        }
        boolean closed = this == WRITE && place == Place.ARCHIVED;
        return closed || !level.includes(level()) ? lacking : fine;
    }

    private Level level() {
        return this == RUN ? Level.ADMIN : this == WRITE ? Level.WRITE : Level.READ;
    }
}
