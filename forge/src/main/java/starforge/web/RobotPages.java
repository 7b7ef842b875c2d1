package starforge.web;

/** {@code /robots.txt} (RFC 9309): what costs more than a crawler brings. */
public final class RobotPages {
    private static final String TEXT = """
            User-agent: *
            Allow: /-/theme/
            Allow: /-/avatar/
            Disallow: /-/
            Disallow: /search
            Disallow: /login
            Disallow: /register
            Disallow: /*/blame/
            Disallow: /*/search
            Disallow: /*/history/
            Disallow: /*/archive/
            Disallow: /*/raw/
            Disallow: /*/c$
            Disallow: /*/c?
            Disallow: /*/c/*..
            Disallow: /*/c/*.patch$
            Disallow: /*/c/*.diff$
            Disallow: /*/commits/*?
            Disallow: /*?fill=
            Disallow: /*?plain=
            Disallow: /*?view=
            Disallow: /*?file=
            """;

    public void addTo(Routes routes) {
        routes.get("/robots.txt", exchange -> {
            exchange.type("text/plain; charset=utf-8").header("Cache-Control", "public, max-age=3600");
            return TEXT;
        });
    }
}
