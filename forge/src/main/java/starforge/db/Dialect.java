package starforge.db;

import java.util.regex.Pattern;

/** Where databases differ; all other SQL of the forge runs on each of them alike. */
enum Dialect {
    /** 23506 says that the parent is missing. 40001, 5xxxx and 9xxxx are locks and files that cannot be had. */
    H2("next value for repo_ids", "23506", "(08|53).*|HYT00|40001|90131|90028|90031|90098|50200|90067|90121"),
    /** 57Pxx comes from a server that goes down or up, 55P03 and 40xxx from locks that cannot be had. */
    POSTGRESQL("nextval('repo_ids')", "23503", "(08|53|57P).*|55P03|40001|40P01|25006");

    /** PostgreSQL keeps no character 0 and nothing that is not UTF-8; nothing of the forge holds such a text. */
    static final String NO_TEXT = "22021";

    static final String NO_CONNECTION = "08003";
    static final String SECOND_OF_A_KEY = "23505";

    private final String nextRepoId;
    private final String hangsOnNothing;
    private final Pattern outOfService;

    Dialect(String nextRepoId, String hangsOnNothing, String outOfService) {
        this.nextRepoId = nextRepoId;
        this.hangsOnNothing = hangsOnNothing;
        this.outOfService = Pattern.compile(outOfService);
    }

    String nextRepoId() {
        return nextRepoId;
    }

    /** Whether a state (ISO/IEC 9075) says that what a row belongs to is not there. */
    boolean isHangingOnNothing(String state) {
        return state.equals(hangsOnNothing);
    }

    /** Whether a state says that the database is locked, full or gone. */
    boolean isOutOfService(String state) {
        return outOfService.matcher(state).matches();
    }
}
