package starforge.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * An address that is told what happens to a repository.
 *
 * @param active whether it is told anything
 */
public record Webhook(long id, long repoId, String url, Set<Subject> subjects, boolean active, Instant createdAt) {
    public Webhook {
        subjects = Set.copyOf(subjects);
    }

    /** Where it leads, without what may be a secret in it. */
    public String host() {
        return URI.create(url).getHost();
    }

    /** Whether it is told of something; answers for templates, by {@link Subject#word}. */
    public boolean tells(String word) {
        return subjects.stream().anyMatch(subject -> subject.word().equals(word));
    }
}
