package starforge.boards.show;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers of a day.
 *
 * @param commits that were pushed
 * @param bars one for each hour, in a picture of {@value #WIDTH} by {@value #HEIGHT}
 */
public record Today(int commits, int pushes, int stars, int forks, List<Bar> bars) {
    static final int WIDTH = 288;
    static final int HEIGHT = 90;
    private static final int STEP = WIDTH / 24;

    /**
     * A bar from the bottom up.
     *
     * @param now whether it is the hour that goes on
     */
    public record Bar(int x, int y, int width, int height, boolean now) {}

    static Today of(Counts counts, int[] hours, int now) {
        int most = Math.max(1, Arrays.stream(hours).max().orElse(1));
        List<Bar> bars = IntStream.range(0, hours.length)
                .mapToObj(hour -> bar(hour, hours[hour], most, hour == now))
                .toList();
        return new Today(counts.commits(), counts.pushes(), Math.max(0, counts.stars()), counts.forks(), bars);
    }

    /** An hour without commits is a line, so that the day can be seen to go on. */
    private static Bar bar(int hour, int commits, int most, boolean now) {
        int height = Math.max(2, Math.toIntExact((long) commits * HEIGHT / most));
        return new Bar(hour * STEP + 1, HEIGHT - height, STEP - 2, height, now);
    }
}
