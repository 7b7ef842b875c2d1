package starforge.repos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.RepoName;

final class RepoTable {
    private static final String SELECT = """
        select r.*, coalesce(u.name, g.name) as owner_name, p.full_name as parent_name
        from repos r left join users u on u.id = r.owner_id left join user_groups g on g.id = r.group_id
          left join repos p on p.id = r.parent_id
        """;

    /**
     * What one may see, as a condition; the one place that says it in SQL. {@code collaborators} are those who were let and the
     * people of the repository's group.
     */
    static final String VISIBLE = """
        (r.hidden = false or :admin = true
         or ((r.owner_id = :me
              or exists (select 1 from collaborators c where c.repo_id = r.id and c.user_id = :me))
             and (r.origin_id is null
              or exists (select 1 from repos o where o.id = r.origin_id and (o.private = false or o.owner_id = :me
                or exists (select 1 from collaborators c where c.repo_id = o.id and c.user_id = :me))))))
        """;

    Optional<Repo> find(Handle handle, String key) {
        return handle.createQuery(SELECT + "where r.name_key = :key")
                .bind("key", key)
                .map((row, context) -> repo(row))
                .findOne();
    }

    Optional<Repo> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "where r.id = :id")
                .bind("id", id)
                .map((row, context) -> repo(row))
                .findOne();
    }

    /** The repository that was the last to give up a name. */
    Optional<Repo> formerly(Handle handle, String key) {
        return handle.createQuery(SELECT + "join former_names f on f.repo_id = r.id where f.name_key = :key")
                .bind("key", key)
                .map((row, context) -> repo(row))
                .findOne();
    }

    List<Repo> list(Handle handle, Identity who, Listing listing) {
        Query query = handle.createQuery(SELECT + "where " + VISIBLE + listing.condition() + " order by "
                        + listing.sort().sql() + ", r.id desc limit :limit offset :offset")
                .bind("limit", listing.limit())
                .bind("offset", listing.offset());
        return bound(query, who, listing).map((row, context) -> repo(row)).list();
    }

    int count(Handle handle, Identity who, Listing listing) {
        Query query = handle.createQuery("select count(*) from repos r where " + VISIBLE + listing.condition());
        return bound(query, who, listing).mapTo(Integer.class).one();
    }

    List<Long> ids(Handle handle) {
        return handle.createQuery("select id from repos order by pushed_at desc, id desc")
                .mapTo(Long.class)
                .list();
    }

    long total(Handle handle) {
        return handle.createQuery("select count(*) from repos")
                .mapTo(Long.class)
                .one();
    }

    private static Query bound(Query query, Identity who, Listing listing) {
        listing.values().forEach(query::bind);
        return query.bind("me", who.userId()).bind("admin", who.admin());
    }

    /** A number that no repository ever had, from the sequence {@code repo_ids}. */
    long nextId(Handle handle) {
        return handle.createQuery("select <next_repo_id>").mapTo(Long.class).one();
    }

    void insert(Handle handle, Gate.Entry made, Holder holder, Optional<Long> parentId, NewRepo wish, Instant now) {
        handle.createUpdate("""
                        insert into repos (id, full_name, name_key, owner_id, group_id, parent_id, origin_id, description, private,
                          stars, forks, created_at, pushed_at)
                        values (:id, :name, :key, nullif(:owner, 0), nullif(:group, 0), :parent,
                          (select coalesce(p.origin_id, p.id) from repos p where p.id = :parent),
                          :description, :private, 0, 0, :now, :now)""")
                .bind("id", made.id())
                .bind("name", made.name().toString())
                .bind("key", Repos.key(made.name()))
                .bind("owner", holder.userId())
                .bind("group", holder.groupId())
                .bind("parent", parentId)
                .bind("description", wish.description())
                .bind("private", wish.isPrivate())
                .bind("now", now)
                .execute();
        hide(handle, made.id());
    }

    /** Notes whether a repository is hidden, by what it is and by whose it is. */
    void hide(Handle handle, long id) {
        handle.createUpdate("""
                        update repos r set hidden = r.private or exists (
                          select 1 from users u where u.id = r.owner_id and u.blocked = true)
                        where r.id = :id""").bind("id", id).execute();
    }

    /** The first of all parents of a fork, as long as the fork stands under its rules. */
    Optional<Repo> origin(Handle handle, long id) {
        return handle.createQuery(SELECT + "join repos f on f.origin_id = r.id where f.id = :id")
                .bind("id", id)
                .map((row, context) -> repo(row))
                .findOne();
    }

    /** The private forks that stand under the rules of a repository. */
    List<Repo> guarded(Handle handle, long originId) {
        return handle.createQuery(SELECT + "where r.origin_id = :origin and r.private = true order by r.id")
                .bind("origin", originId)
                .map((row, context) -> repo(row))
                .list();
    }

    /** Lets all forks of a repository stand for themselves from now on. */
    void letGo(Handle handle, long originId) {
        handle.createUpdate("update repos set origin_id = null where origin_id = :origin")
                .bind("origin", originId)
                .execute();
    }

    /**
     * Holds a repository until the transaction ends, so that nobody deletes it meanwhile; foreign keys of H2 would not wait
     * for that. Gives false when it is gone.
     */
    boolean hold(Handle handle, long id) {
        return handle.createQuery("select id from repos where id = :id for update")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /** Gives a new name, and notes the old one as a former name of this repository alone. */
    void rename(Handle handle, long id, RepoName name) {
        handle.createUpdate("""
                        delete from former_names where name_key = :new
                          or name_key = (select name_key from repos where id = :id)""").bind("new", Repos.key(name)).bind("id", id).execute();
        handle.createUpdate("""
                        insert into former_names (name_key, repo_id)
                        select name_key, id from repos where id = :id and name_key <> :new""").bind("new", Repos.key(name)).bind("id", id).execute();
        handle.createUpdate("update repos set full_name = :name, name_key = :key where id = :id")
                .bind("name", name.toString())
                .bind("key", Repos.key(name))
                .bind("id", id)
                .execute();
    }

    void describe(Handle handle, long id, String description, String website, boolean isPrivate) {
        handle.createUpdate("""
                        update repos set description = :description, website = :website, private = :private
                        where id = :id""")
                .bind("description", description)
                .bind("website", website)
                .bind("private", isPrivate)
                .bind("id", id)
                .execute();
        hide(handle, id);
    }

    boolean ownsAny(Handle handle, long ownerId) {
        return handle.createQuery("select count(*) from repos where owner_id = :owner")
                        .bind("owner", ownerId)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void give(Handle handle, long id, Holder to) {
        handle.createUpdate(
                        "update repos set owner_id = nullif(:owner, 0), group_id = nullif(:group, 0) where id = :id")
                .bind("owner", to.userId())
                .bind("group", to.groupId())
                .bind("id", id)
                .execute();
        hide(handle, id);
    }

    List<Repo> ownedBy(Handle handle, long ownerId) {
        return handle.createQuery(SELECT + "where r.owner_id = :owner order by r.id")
                .bind("owner", ownerId)
                .map((row, context) -> repo(row))
                .list();
    }

    void archive(Handle handle, long id, boolean archived) {
        handle.createUpdate("update repos set archived = :archived where id = :id")
                .bind("archived", archived)
                .bind("id", id)
                .execute();
    }

    void pushed(Handle handle, long id, Instant now) {
        handle.createUpdate("update repos set pushed_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void delete(Handle handle, long id) {
        handle.createUpdate("delete from repos where id = :id").bind("id", id).execute();
    }

    /** Counts the forks of a repository anew, of a public one those that are not hidden; gives the count. */
    int countForks(Handle handle, long parentId) {
        handle.createUpdate("""
                        update repos r set forks = (select count(*) from repos f left join users u on u.id = f.owner_id
                          where f.parent_id = :id and coalesce(u.blocked, false) = false
                            and (f.hidden = false or r.private = true))
                        where r.id = :id""").bind("id", parentId).execute();
        return handle.createQuery("select coalesce(max(forks), 0) from repos where id = :id")
                .bind("id", parentId)
                .mapTo(Integer.class)
                .one();
    }

    private static Repo repo(ResultSet row) throws SQLException {
        return new Repo(
                row.getLong("id"),
                RepoName.parse(row.getString("full_name")).orElseThrow(),
                row.getLong("owner_id"),
                row.getLong("group_id"),
                row.getString("owner_name"),
                row.getLong("parent_id"),
                Optional.ofNullable(row.getString("parent_name")),
                row.getString("description"),
                row.getString("website"),
                row.getBoolean("private"),
                row.getBoolean("hidden"),
                row.getBoolean("archived"),
                row.getInt("stars"),
                row.getInt("forks"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("pushed_at").toInstant());
    }
}
