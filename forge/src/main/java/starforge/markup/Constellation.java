package starforge.markup;

/** The generated picture of a name. */
public final class Constellation {
    private Constellation() {}

    /** The picture as an SVG file. */
    public static String svg(String name) {
        int hue = Math.floorMod(name.hashCode(), 360);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><rect width=\"40\" height=\"40\" fill=\"hsl("
                + hue + " 40% 40%)\"/></svg>";
    }
}
