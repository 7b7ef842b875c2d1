package starforge.users;

import starforge.access.Refusal;
import starforge.access.Unseen;

/**
 * What somebody says of themselves, for all to see. Plain text.
 *
 * @param fullName as people call them, or ""
 * @param website http or https address, or ""
 * @param about a few lines, or ""
 */
public record Profile(String fullName, String website, String about) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ABOUT = 500;

    public static final Profile NONE = new Profile("", "", "");

    /**
     * A profile of what was typed.
     *
     * @throws Refusal INVALID at {@code full_name}, {@code website} or {@code about}
     */
    public static Profile typed(String fullName, String website, String about) {
        Unseen.refuse("full_name", fullName);
        Unseen.refuseInText("about", about);
        String name = fullName.strip();
        String text = about.replace("\r\n", "\n").strip();
        if (name.length() > LONGEST_NAME) {
            throw Refusal.invalid("full_name", "profile.name-too-long", LONGEST_NAME);
        }
        if (text.length() > LONGEST_ABOUT) {
            throw Refusal.invalid("about", "profile.about-too-long", LONGEST_ABOUT);
        }
        return new Profile(name, WebAddress.typed("website", website), text);
    }
}
