package starforge.access;

import java.util.Set;

/** Decides, in one place, who reaches which repository. What somebody may not see does not exist for them. */
public interface Gate {
    /**
     * Finds a repository for somebody who needs a level there. A former name finds it too, until another one has that name.
     *
     * @throws Refusal NOT_FOUND when there is none that they may see; LOGIN when nobody is signed in and signing in could
     *     help; FORBIDDEN when they see it but lack the level
     */
    Entry require(Identity who, RepoName name, Level needed);

    /** What somebody may do now with a repository, by its number; NONE also when it is gone. */
    Level level(Identity who, long repoId);

    /** Those of some repositories, by their numbers, that somebody may read now. Asked once for all of them. */
    Set<Long> readable(Identity who, Set<Long> repoIds);

    /**
     * A repository that the asker may see.
     *
     * @param id its number, which names its folder on disk
     * @param name its full name now
     * @param isHidden from all but its people, as it is private or its owner is blocked
     * @param level what the asker may do with it
     */
    record Entry(long id, RepoName name, boolean isHidden, Level level) {}
}
