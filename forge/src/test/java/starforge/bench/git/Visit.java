package starforge.bench.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * One look at a page as a browser has it, compressed where the server does, in milliseconds.
 *
 * @param first until the first byte
 * @param whole until the last
 * @param filled until what the page did not know at first has come, too
 */
record Visit(double first, double whole, double filled) {
    private static final Pattern FILL = Pattern.compile("data-live-fill=\"([^\"]+)\"");
    private static final int BETWEEN_MILLIS = 10;

    static Visit to(String address) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpURLConnection connection = open(address);
        try (InputStream in = connection.getInputStream()) {
            int letter = in.read();
            double first = millisSince(began);
            byte[] rest = in.readAllBytes();
            double whole = millisSince(began);
            if (connection.getResponseCode() != 200 || letter < 0) {
                throw new IOException(address + " answers " + connection.getResponseCode());
            }
            boolean isPacked = "gzip".equals(connection.getContentEncoding());
            Matcher fill = FILL.matcher(isPacked ? unpacked(letter, rest) : new String(rest, StandardCharsets.UTF_8));
            while (fill.find()) {
                await(URI.create(address)
                        .resolve(fill.group(1).replace("&amp;", "&"))
                        .toString());
            }
            return new Visit(first, whole, millisSince(began));
        }
    }

    private static void await(String address) throws IOException, InterruptedException {
        int status = 202;
        while (status == 202) {
            HttpURLConnection connection = open(address);
            try (InputStream in = connection.getInputStream()) {
                in.readAllBytes();
            }
            status = connection.getResponseCode();
            if (status == 202) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            }
        }
    }

    private static HttpURLConnection open(String address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        return connection;
    }

    private static String unpacked(int letter, byte[] rest) throws IOException {
        byte[] all = new byte[rest.length + 1];
        all[0] = (byte) letter;
        System.arraycopy(rest, 0, all, 1, rest.length);
        try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(all))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }
}
