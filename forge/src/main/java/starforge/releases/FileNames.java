package starforge.releases;

import starforge.access.Refusal;

/** What an uploaded file may be called. */
final class FileNames {
    static final String SUMS = "SHA256SUMS";
    private static final int LONGEST = 150;
    private static final String FIELD = "filestream";

    private FileNames() {}

    /**
     * The name that a sent one becomes: its last part, with what could hide or mislead replaced by "_".
     *
     * @throws Refusal INVALID when nothing is left, or the name is the forge's own
     */
    static String clean(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .strip();
        String name = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\"<>|:*?%#;&]", "_");
        if (name.isEmpty() || name.matches("\\.+")) {
            throw Refusal.invalid(FIELD, "release.no-file-name");
        }
        if (name.startsWith("-") || name.startsWith(".")) {
            name = "_" + name.substring(1);
        }
        if (name.codePointCount(0, name.length()) > LONGEST) {
            throw Refusal.invalid(FIELD, "release.long-file-name", LONGEST);
        }
        if (name.equalsIgnoreCase(SUMS)) {
            throw Refusal.invalid(FIELD, "release.own-file-name", SUMS);
        }
        return name;
    }
}
