package starforge.markup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The picture of an account that has given none: four to six stars, drawn from the SHA-256 of its name. */
public final class Constellation {
    /** Ground, lines and stars of each of the twelve hues. */
    private static final String[][] HUES = {
        {"#844647", "#d69897", "#ffe6e5"}, {"#824a30", "#d49c84", "#ffe8dc"}, {"#715618", "#c1a874", "#f9edd5"},
        {"#556226", "#a4b27c", "#ebf2d9"}, {"#346841", "#89b992", "#dff6e2"}, {"#016a5d", "#74bbac", "#d6f7ef"},
        {"#006678", "#71b7c8", "#d5f5fd"}, {"#335e89", "#87afd9", "#ddf1ff"}, {"#43598b", "#94abdb", "#e3efff"},
        {"#5a5287", "#aaa3d8", "#eeebff"}, {"#704a78", "#c09cc9", "#f9e7fe"}, {"#7c4666", "#ce98b6", "#ffe6f4"}
    };

    private static final String[] SIZES = {"3.4", "2.2", "2.7", "2", "2.4", "1.8"};
    private static final int CENTRE = 20;
    private static final int RADIUS = 13;
    private static final int DISTANCE = 9;

    private Constellation() {}

    private record Star(int x, int y) {
        int squaredTo(Star other) {
            return (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y);
        }
    }

    /**
     * Draws the picture of a name. The same name, in small or capital letters, always gives the same picture, and nothing of
     * the name itself stands in it.
     *
     * @return a whole SVG file, 40 by 40, without scripts, styles or addresses, about 450 letters
     */
    public static String svg(String name) {
        byte[] seed = sha256(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        String[] hue = HUES[(seed[0] & 0xff) % HUES.length];
        List<Star> stars = joined(scattered(seed, 4 + (seed[1] & 0xff) % 3));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="%s"/>\
                <path d="%s" fill="none" stroke="%s" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/>\
                <g fill="%s">%s</g></svg>
                """.formatted(hue[0], path(stars), hue[1], hue[2], dots(stars));
    }

    /** Stars within the circle that an avatar is cut to, and not too near to each other. */
    private static List<Star> scattered(byte[] seed, int count) {
        List<Star> stars = new ArrayList<>();
        byte[] bytes = seed;
        for (int tried = 0, at = 2; stars.size() < count; tried++, at += 2) {
            if (at + 1 >= bytes.length) {
                bytes = sha256(bytes);
                at = 0;
            }
            Star star = new Star(place(bytes[at]), place(bytes[at + 1]));
            // Less and less far, so that it ends for every name.
            int apart = Math.max(0, DISTANCE - tried / 16);
            boolean free = stars.stream().allMatch(other -> other.squaredTo(star) >= apart * apart);
            if (free && star.squaredTo(new Star(CENTRE, CENTRE)) <= RADIUS * RADIUS) {
                stars.add(star);
            }
        }
        return stars;
    }

    private static int place(byte b) {
        return CENTRE - RADIUS + (b & 0xff) % (2 * RADIUS + 1);
    }

    /** From each star to the nearest that is left, as the eye does. */
    private static List<Star> joined(List<Star> stars) {
        List<Star> left = new ArrayList<>(stars);
        List<Star> line = new ArrayList<>(List.of(left.remove(0)));
        while (!left.isEmpty()) {
            Star last = line.get(line.size() - 1);
            Star next =
                    left.stream().min(Comparator.comparingInt(last::squaredTo)).orElse(left.get(0));
            left.remove(next);
            line.add(next);
        }
        return line;
    }

    private static String path(List<Star> stars) {
        StringBuilder path = new StringBuilder();
        stars.forEach(star -> path.append(path.isEmpty() ? 'M' : 'L').append(star.x + " " + star.y));
        return path.toString();
    }

    private static String dots(List<Star> stars) {
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < stars.size(); i++) {
            Star star = stars.get(i);
            dots.append("<circle cx=\"%d\" cy=\"%d\" r=\"%s\"/>".formatted(star.x, star.y, SIZES[i]));
        }
        return dots.toString();
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
