package starforge.screens.pairing;

import io.nayuki.qrcodegen.QrCode;

/** A text as a QR code (ISO/IEC 18004) in SVG, dark on white with the quiet zone of four modules that readers need. */
final class QrPicture {
    private static final int QUIET = 4;

    private QrPicture() {}

    /** Draws a text, with a quarter of the picture to spare for a bad view (error correction Q). */
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.QUARTILE);
        int side = code.size + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M" + (x + QUIET) + " " + (y + QUIET) + "h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side + "h-" + side
                + "z\"/><path d=\"" + path + "\"/></svg>";
    }
}
