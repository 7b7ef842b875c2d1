package starforge.kernels;

/** How often bytes occur in source code, roughly. */
final class Rarity {
    /** From the most frequent on; all others are rarer. */
    private static final String FREQUENT = " etnrisaoldcu\nmpfhg_\t.,;()-=*\"yb/v>w:k0{}1ESTRIAxNCO<#LDP2";

    private static final int[] OF = new int[256];

    static {
        for (int i = 0; i < FREQUENT.length(); i++) {
            OF[FREQUENT.charAt(i)] = FREQUENT.length() - i;
        }
    }

    private Rarity() {}

    /** 0 for the rarest. */
    static int of(byte one) {
        return OF[Byte.toUnsignedInt(one)];
    }
}
