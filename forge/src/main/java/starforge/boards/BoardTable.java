package starforge.boards;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

final class BoardTable {
    List<Board> all(Handle handle) {
        return handle.createQuery("select * from boards order by name")
                .map((row, context) -> board(row))
                .list();
    }

    Optional<Board> find(Handle handle, String name) {
        return handle.createQuery("select * from boards where name = :name")
                .bind("name", name)
                .map((row, context) -> board(row))
                .findOne();
    }

    Optional<Board> find(Handle handle, long id) {
        return handle.createQuery("select * from boards where id = :id")
                .bind("id", id)
                .map((row, context) -> board(row))
                .findOne();
    }

    long insert(Handle handle, Board board) {
        return bound(handle.createUpdate("""
                        insert into boards (name, title, everything, panels, rotation, language, zone, distance, bare,
                          night_from, night_until)
                        values (:name, :title, :everything, :panels, :rotation, :language, :zone, :distance, :bare,
                          :nightFrom, :nightUntil)"""), board)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    void update(Handle handle, Board board) {
        bound(handle.createUpdate("""
                        update boards set name = :name, title = :title, everything = :everything, panels = :panels,
                          rotation = :rotation, language = :language, zone = :zone, distance = :distance, bare = :bare,
                          night_from = :nightFrom, night_until = :nightUntil
                        where id = :id"""), board).bind("id", board.id()).execute();
    }

    private static Update bound(Update update, Board board) {
        return update.bind("name", board.name())
                .bind("title", board.title())
                .bind("everything", board.everything())
                .bind("panels", board.panels().stream().map(Panel::word).collect(Collectors.joining(" ")))
                .bind("rotation", board.rotation())
                .bind("language", board.language().toLanguageTag())
                .bind("zone", board.zone().getId())
                .bind("distance", board.distance().word())
                .bind("bare", board.bare())
                .bind("nightFrom", board.night().from())
                .bind("nightUntil", board.night().until());
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from boards where id = :id").bind("id", id).execute();
    }

    /** Puts these in the place of what was chosen before; whether one is private is noted as it is now. */
    void choose(Handle handle, long id, Set<Long> repos) {
        handle.createUpdate("delete from board_repos where board_id = :id")
                .bind("id", id)
                .execute();
        for (long repo : repos) {
            handle.createUpdate("""
                            insert into board_repos (board_id, repo_id, hidden)
                            select :id, r.id, r.hidden from repos r where r.id = :repo""").bind("id", id).bind("repo", repo).execute();
        }
    }

    List<Chosen> chosen(Handle handle, long id) {
        return handle.createQuery("""
                        select r.id, r.full_name, r.hidden, b.hidden as chosen_hidden from board_repos b join repos r on r.id = b.repo_id
                        where b.board_id = :id order by r.name_key""")
                .bind("id", id)
                .map((row, context) -> new Chosen(
                        row.getLong("id"),
                        row.getString("full_name"),
                        row.getBoolean("hidden"),
                        row.getBoolean("chosen_hidden")))
                .list();
    }

    Set<Long> publicRepos(Handle handle) {
        return handle.createQuery("select id from repos where hidden = false")
                .mapTo(Long.class)
                .collect(Collectors.toSet());
    }

    List<Leader> mostStarred(Handle handle, boolean everything, Set<Long> repos, Instant since, int limit) {
        List<Long> numbers = new ArrayList<>(repos);
        numbers.add(0L);
        return handle.createQuery("""
                        select r.full_name, count(*) as fresh from stars s join repos r on r.id = s.repo_id join users u on u.id = s.user_id
                        where s.starred_at >= :since and u.blocked = false
                          and ((:everything = true and r.hidden = false) or r.id in (<repos>))
                        group by r.full_name, r.name_key order by fresh desc, r.name_key limit :limit""")
                .bind("since", since)
                .bind("everything", everything)
                .bindList("repos", numbers)
                .bind("limit", limit)
                .map((row, context) -> new Leader(row.getString("full_name"), row.getInt("fresh")))
                .list();
    }

    /** What was pushed to last, newest first. */
    List<Pushed> pushedLast(Handle handle, boolean everything, Set<Long> repos, int limit) {
        List<Long> numbers = new ArrayList<>(repos);
        numbers.add(0L);
        return handle.createQuery("""
                        select id, full_name from repos where (:everything = true and hidden = false) or id in (<repos>)
                        order by pushed_at desc, id limit :limit""")
                .bind("everything", everything)
                .bindList("repos", numbers)
                .bind("limit", limit)
                .map((row, context) -> new Pushed(row.getLong("id"), row.getString("full_name")))
                .list();
    }

    private static Board board(ResultSet row) throws SQLException {
        Set<Panel> panels = EnumSet.noneOf(Panel.class);
        Arrays.stream(row.getString("panels").split(" "))
                .flatMap(word -> Panel.of(word).stream())
                .forEach(panels::add);
        return new Board(
                row.getLong("id"),
                row.getString("name"),
                row.getString("title"),
                row.getBoolean("everything"),
                panels,
                row.getInt("rotation"),
                Locale.forLanguageTag(row.getString("language")),
                ZoneId.of(row.getString("zone")),
                Distance.of(row.getString("distance")).orElse(Distance.ROOM),
                row.getBoolean("bare"),
                new Night(row.getString("night_from"), row.getString("night_until")));
    }
}
