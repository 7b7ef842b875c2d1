package starforge.repos;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which repositories to list, of those that the asker may see.
 *
 * @param condition further SQL condition, beginning with {@code and}, or ""
 * @param values what its parameters stand for
 * @param offset so many are left out
 * @param limit at most so many
 */
public record Listing(String condition, Map<String, Object> values, Sort sort, int offset, int limit) {
    private static final String MATCHES =
            "and (position(:text in r.name_key) > 0 or position(:text in lower(r.description)) > 0)";

    /** The orders of a list. */
    public enum Sort {
        ACTIVE("r.pushed_at desc"),
        STARS("r.stars desc"),
        NAME("r.name_key"),
        NEWEST("r.created_at desc"),
        /** By the time of the star; only for {@link Listing#starredBy}. */
        STARRED("(select s.starred_at from stars s where s.repo_id = r.id and s.user_id = :fan) desc");

        private final String sql;

        Sort(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        /** The order of this name; anything else is by newest activity. */
        public static Sort of(String word) {
            for (Sort sort : values()) {
                if (sort.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return sort;
                }
            }
            return ACTIVE;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Listing all(Sort sort, int offset, int limit) {
        return new Listing("", Map.of(), sort, offset, limit);
    }

    public static Listing ofOwner(long userId, Sort sort, int offset, int limit) {
        return new Listing("and r.owner_id = :owner", Map.of("owner", userId), sort, offset, limit);
    }

    /** The forks that somebody owns. */
    public static Listing forksBy(long userId, int offset, int limit) {
        String condition = "and r.owner_id = :owner and position('fork/' in r.name_key) = 1";
        return new Listing(condition, Map.of("owner", userId), Sort.ACTIVE, offset, limit);
    }

    public static Listing ofGroup(long groupId, Sort sort, int offset, int limit) {
        return new Listing("and r.group_id = :group", Map.of("group", groupId), sort, offset, limit);
    }

    /** Those of an owner, and those filed under this name. */
    public static Listing under(String name, Sort sort, int offset, int limit) {
        String key = name.toLowerCase(Locale.ROOT);
        return new Listing(
                "and (u.name_key = :under or position(:folder in r.name_key) = 1)",
                Map.of("under", key, "folder", key + "/"),
                sort,
                offset,
                limit);
    }

    public static Listing forksOf(long repoId, int offset, int limit) {
        return new Listing("and r.parent_id = :forked", Map.of("forked", repoId), Sort.NEWEST, offset, limit);
    }

    public static Listing starredBy(long userId, Sort sort, int offset, int limit) {
        return new Listing(
                "and r.id in (select s.repo_id from stars s where s.user_id = :fan)",
                Map.of("fan", userId),
                sort,
                offset,
                limit);
    }

    /**
     * Of what somebody starred what has a text in its name or description, in any case, and is kept under a tag of theirs.
     *
     * @param text "" for all
     * @param tag "" for all
     */
    public static Listing starredBy(long userId, String text, String tag, Sort sort, int offset, int limit) {
        String tagged = " and exists (select 1 from star_tags t"
                + " where t.repo_id = r.id and t.user_id = :fan and t.tag = :tag)";
        Map<String, Object> values = new HashMap<>(Map.of("fan", userId));
        StringBuilder condition =
                new StringBuilder(starredBy(userId, sort, offset, limit).condition());
        if (!text.isEmpty()) {
            condition.append(' ').append(MATCHES);
            values.put("text", text.toLowerCase(Locale.ROOT));
        }
        if (!tag.isEmpty()) {
            condition.append(tagged);
            values.put("tag", tag);
        }
        return new Listing(condition.toString(), values, sort, offset, limit);
    }

    /** Some, by their numbers. */
    public static Listing numbered(Collection<Long> ids, int limit) {
        String numbers = ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "0, ", ""));
        return new Listing("and r.id in (" + (ids.isEmpty() ? "0" : numbers) + ")", Map.of(), Sort.STARS, 0, limit);
    }

    /** Those whose name or description contains a text, in any case. */
    public static Listing matching(String text, int offset, int limit) {
        return new Listing(MATCHES, Map.of("text", text.toLowerCase(Locale.ROOT)), Sort.STARS, offset, limit);
    }
}
