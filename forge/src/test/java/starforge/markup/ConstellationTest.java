package starforge.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class ConstellationTest {
    private static List<Element> stars(String svg) {
        return Fragment.of(new Html(svg)).elements("circle");
    }

    @Test
    void same_name_gives_the_same_picture_in_any_case() {
        assertThat(Constellation.svg("Mira"))
                .isEqualTo(Constellation.svg("mira"))
                .isNotEqualTo(Constellation.svg("tobi"));
    }

    @Test
    void picture_stays_the_same_over_the_years() {
        assertThat(Constellation.svg("mira"))
                .isEqualTo(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\"><rect width=\"40\" height=\"40\""
                                + " fill=\"#844647\"/><path d=\"M15 15L7 20L14 30L24 28L24 19L27 10\" fill=\"none\" stroke=\"#d69897\""
                                + " stroke-width=\"1.8\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/><g fill=\"#ffe6e5\">"
                                + "<circle cx=\"15\" cy=\"15\" r=\"3.4\"/><circle cx=\"7\" cy=\"20\" r=\"2.2\"/>"
                                + "<circle cx=\"14\" cy=\"30\" r=\"2.7\"/><circle cx=\"24\" cy=\"28\" r=\"2\"/>"
                                + "<circle cx=\"24\" cy=\"19\" r=\"2.4\"/><circle cx=\"27\" cy=\"10\" r=\"1.8\"/></g></svg>\n");
    }

    @Test
    void stars_lie_apart_and_within_the_circle() {
        for (int i = 0; i < 500; i++) {
            List<Element> stars = stars(Constellation.svg("name" + i));
            assertThat(stars).hasSizeBetween(4, 6);
            for (Element star : stars) {
                int x = Integer.parseInt(star.getAttribute("cx")) - 20;
                int y = Integer.parseInt(star.getAttribute("cy")) - 20;
                assertThat(x * x + y * y).isLessThanOrEqualTo(13 * 13);
            }
            assertThat(new HashSet<>(stars.stream()
                            .map(star -> star.getAttribute("cx") + "," + star.getAttribute("cy"))
                            .toList()))
                    .hasSameSizeAs(stars);
        }
    }

    @Test
    void all_twelve_hues_are_used() {
        Set<String> grounds = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            grounds.addAll(Fragment.of(new Html(Constellation.svg("name" + i))).values("rect", "fill"));
        }
        assertThat(grounds).hasSize(12);
    }

    @Test
    void nothing_of_the_name_stands_in_the_picture() {
        String svg = Constellation.svg("\"/><script>alert(1)</script>");
        assertThat(svg).doesNotContain("script", "alert");
        assertThat(Fragment.of(new Html(svg)).elements())
                .extracting(Element::getTagName)
                .containsOnly("svg", "rect", "path", "g", "circle");
    }
}
