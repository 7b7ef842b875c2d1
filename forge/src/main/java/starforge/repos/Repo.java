package starforge.repos;

import java.time.Instant;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Level;
import starforge.access.RepoName;

/**
 * A repository.
 *
 * @param id its number, which never changes
 * @param ownerId number of the user it belongs to, or 0
 * @param groupId number of the group it belongs to, or 0
 * @param owner name of the user or group it belongs to
 * @param parent full name of the one it was forked from, while that exists; who may not see that must not be told
 * @param parentId number of that one, or 0
 * @param website its own web address, or ""
 * @param isPrivate hidden from all but its people, as its owner wishes
 * @param isHidden the same whoever wishes it: what is private, and what belongs to somebody who is blocked
 * @param archived to be read only
 * @param pushedAt newest push, or when it was made
 */
public record Repo(
        long id,
        RepoName name,
        long ownerId,
        long groupId,
        String owner,
        long parentId,
        Optional<String> parent,
        String description,
        String website,
        boolean isPrivate,
        boolean isHidden,
        boolean archived,
        int stars,
        int forks,
        Instant createdAt,
        Instant pushedAt) {
    /** Its address on this server. */
    public String url() {
        return "/" + name;
    }

    public boolean isOfGroup() {
        return groupId > 0;
    }

    /** Whether it is hidden only because its owner is blocked. */
    public boolean isWithheld() {
        return isHidden && !isPrivate;
    }

    /** As the gate gives it to somebody who may do this much. */
    public Gate.Entry entry(Level level) {
        return new Gate.Entry(id, name, isHidden, level);
    }

    /** The address of the user or group it belongs to. */
    public String ownerUrl() {
        return (isOfGroup() ? "/group/" : "/user/") + owner;
    }

    /** The part of its name before the last: {@code mira} of {@code mira/lantern}, or "". */
    public String prefix() {
        String full = name.toString();
        return full.substring(0, Math.max(0, full.length() - name.name().length() - 1));
    }
}
