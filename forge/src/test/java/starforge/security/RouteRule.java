package starforge.security;

import java.util.List;
import java.util.stream.Stream;

/**
 * One line of the table of all routes.
 *
 * @param route as {@link starforge.web.Routes#listing} names it
 * @param sample an address it answers, behind the repository's when it is one below it
 * @param fine the status for who may
 */
record RouteRule(String route, Need need, String sample, int fine) {
    private static final String TABLE = """
        GET /                             NOTHING
        GET /-/avatar/:file               NOTHING     /-/avatar/mira.svg
        GET /-/device/enter/:ticket       NOTHING     /-/device/enter/x 404
        GET /-/device/home                NOTHING     /-/device/home 404
        GET /-/events                     NOTHING
        GET /-/health                     NOTHING
        GET /-/metrics                    NUMBERS
        GET /-/theme/*                    NOTHING     /-/theme/none 404
        GET /activity.atom                NOTHING
        GET /api/0/*                      READ        /api/0/*/c/0000000/flag 404
        GET /board/:name                  NOTHING     /board/none 404
        GET /group/:name                  NOTHING     /group/none 404
        GET /group/:name/activity         NOTHING     /group/none/activity 404
        GET /group/:name/activity.atom    NOTHING     /group/none/activity.atom 404
        GET /groups                       NOTHING
        GET /login                        STRANGENESS
        GET /register                     STRANGENESS
        GET /password/reset/:key          NOTHING     /password/reset/x 404
        GET /group/:name/edit             SIGN_IN     /group/none/edit 404
        GET /group/add                    SIGN_IN
        GET /robots.txt                   NOTHING
        GET /search                       NOTHING
        GET /user/:name                   NOTHING
        GET /user/:name/activity          NOTHING
        GET /user/:name/activity.atom     NOTHING
        GET /user/:name/followers         NOTHING
        GET /user/:name/following         NOTHING
        GET /user/:name/forks             NOTHING
        GET /user/:name/repos             NOTHING
        GET /user/:name/stars             NOTHING
        GET /user/:name/stars/            NOTHING
        GET /notifications                SIGN_IN
        GET /dashboard                    SIGN_IN
        GET /new                          SIGN_IN
        GET /settings                     SIGN_IN
        GET /settings/appearance          SIGN_IN
        GET /settings/delete              SIGN_IN
        GET /settings/keys                SIGN_IN
        GET /settings/password            SIGN_IN
        GET /settings/sessions            SIGN_IN
        GET /settings/stars               SIGN_IN
        GET /settings/stars.json          SIGN_IN
        GET /settings/tokens              SIGN_IN
        GET /admin                        OFFICE
        GET /admin/appearance             OFFICE
        GET /admin/boards                 OFFICE
        GET /admin/boards/:name           OFFICE      /admin/boards/none 404
        GET /admin/groups                 OFFICE
        GET /admin/jobs                   OFFICE
        GET /admin/log                    OFFICE
        GET /admin/repos                  OFFICE
        GET /admin/screens                OFFICE
        GET /admin/screens/:id            OFFICE      /admin/screens/9 404
        GET /admin/users                  OFFICE
        GET /admin/users/:name            OFFICE
        GET /pair                         OFFICE
        GET <repo>                        READ
        GET <repo>/activity               READ
        GET <repo>/activity.atom          READ
        GET <repo>/archive                READ        /archive/main/x.zip
        GET <repo>/blame                  READ        /blame/a.txt?identifier=main
        GET <repo>/blob                   READ        /blob/main/f/a.txt
        GET <repo>/branches               READ
        GET <repo>/c                      READ        /c/main..side
        GET <repo>/commits                READ        /commits/main
        GET <repo>/flags                  READ        /flags/x/y 404
        GET <repo>/forks                  READ
        GET <repo>/history                READ        /history/a.txt?identifier=main
        GET <repo>/raw                    READ        /raw/main/f/a.txt
        GET <repo>/releases               READ
        GET <repo>/releases/download      READ        /releases/download/v1/SHA256SUMS
        GET <repo>/search                 READ        /search?q=a
        GET <repo>/search/files           READ        /search/files?q=a
        GET <repo>/stargazers             READ
        GET <repo>/stars.svg              READ
        GET <repo>/tree                   READ        /tree/main
        GET <repo>/releases/edit          WRITE       /releases/edit/v1
        GET <repo>/releases/new           WRITE
        GET <repo>/settings               RUN
        GET <repo>/settings/branches      RUN
        GET <repo>/settings/checks        RUN
        GET <repo>/settings/hooks         RUN
        GET <repo>/settings/keys          RUN
        GET <repo>/settings/move          RUN
        GET <repo>/settings/people        RUN
        GET <repo>/settings/webhooks      RUN
        POST /-/device/authorization      NOTHING
        POST /-/device/health             DEVICE
        POST /-/device/launch             DEVICE
        POST /-/device/token              NOTHING
        POST /api/0/*                     DEVICE      /api/0/*/c/0000000/flag
        POST /-/live/token                NOTHING
        POST /login                       NOTHING
        POST /register                    NOTHING
        POST /password/reset/:key         NOTHING
        POST /settings/scheme             NOTHING
        POST /notifications/:seq/read     SIGN_IN     /notifications/1/read
        POST /notifications/read          SIGN_IN     /notifications/read 400
        POST /logout                      SIGN_IN
        POST /group/:name                 SIGN_IN
        POST /group/:name/:user/delete    SIGN_IN     /group/none/mira/delete
        POST /group/:name/delete          SIGN_IN
        POST /group/:name/edit            SIGN_IN
        POST /group/add                   SIGN_IN
        POST /new                         SIGN_IN
        POST /settings/appearance         SIGN_IN
        POST /settings/delete             SIGN_IN
        POST /settings/email              SIGN_IN
        POST /settings/keys               SIGN_IN
        POST /settings/keys/:id/remove    SIGN_IN
        POST /settings/password           SIGN_IN
        POST /settings/profile            SIGN_IN
        POST /settings/sessions           SIGN_IN
        POST /settings/sessions/:id/end   SIGN_IN
        POST /settings/stars              SIGN_IN
        POST /user/:name/follow/0         SIGN_IN
        POST /user/:name/follow/1         SIGN_IN
        POST /settings/tokens             SIGN_IN
        POST /settings/tokens/:id/revoke  SIGN_IN
        POST /admin/appearance            OFFICE
        POST /admin/boards                OFFICE
        POST /admin/boards/:name          OFFICE
        POST /admin/boards/:name/delete   OFFICE
        POST /admin/jobs/:id/cancel       OFFICE      /admin/jobs/999/cancel 404
        POST /admin/jobs/:id/retry        OFFICE      /admin/jobs/999/retry 404
        POST /admin/registration          OFFICE
        POST /admin/screens/:id           OFFICE
        POST /admin/screens/:id/order     OFFICE
        POST /admin/screens/:id/revoke    OFFICE
        POST /admin/users/:name/admin     OFFICE
        POST /admin/users/:name/block     OFFICE
        POST /admin/users/:name/delete    OFFICE
        POST /admin/users/:name/reset     OFFICE
        POST /pair                        OFFICE
        POST /do_fork/*                   READ
        POST <repo>/blob                  READ        /blob/main/f/a.txt
        POST <repo>/c                     READ        /c/main..side
        POST <repo>/star                  READ        /star/2
        POST <repo>/star/0                READ
        POST <repo>/star/1                READ
        POST <repo>/star/tags             READ
        POST <repo>/star/untag            READ
        POST <repo>/watch/settings        READ        /watch/settings/3
        POST <repo>/b                     WRITE       /b/side/delete
        POST <repo>/releases/delete       WRITE       /releases/delete/v1
        POST <repo>/releases/drop         WRITE       /releases/drop/v1
        POST <repo>/releases/edit         WRITE       /releases/edit/v1
        POST <repo>/releases/new          WRITE
        POST <repo>/upload                WRITE       /upload/v1
        POST <repo>/forks/sync            WRITE       /forks/sync 409
        POST <repo>/settings              RUN
        POST <repo>/settings/archive      RUN
        POST <repo>/settings/branches     RUN
        POST <repo>/settings/checks       RUN
        POST <repo>/settings/delete       RUN
        POST <repo>/settings/hooks        RUN
        POST <repo>/settings/keys         RUN
        POST <repo>/settings/people       RUN
        POST <repo>/settings/rename       RUN
        POST <repo>/settings/transfer     RUN
        POST <repo>/settings/webhooks     RUN
        """;

    static List<RouteRule> all() {
        return TABLE.lines().map(RouteRule::read).toList();
    }

    private static RouteRule read(String line) {
        String[] words = line.strip().split(" +");
        String usual = words[1].replace("<repo>", "")
                .replace(":name", "tobi")
                .replace(":id", "1")
                .replace(":key", "x");
        return new RouteRule(
                words[0] + " " + words[1],
                Need.valueOf(words[2]),
                words.length > 3 ? words[3] : usual,
                words.length > 4 ? Integer.parseInt(words[4]) : 200);
    }

    boolean isPage() {
        return route.startsWith("GET");
    }

    /** Where to try it: an archived repository is another place for those who write, and for others a public one. */
    Stream<Place> places() {
        return Stream.of(Place.values())
                .filter(place -> place == Place.PUBLIC || need.isOfRepo())
                .filter(place -> place != Place.ARCHIVED || need == Need.WRITE || sample.isEmpty());
    }

    String address(Place place) {
        boolean isBelow = route.contains("<repo>");
        return sample.contains("*")
                ? sample.replace("/*", place.address())
                : isBelow ? place.address() + sample : sample;
    }
}
