package starforge.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import starforge.access.Gate;
import starforge.access.Identity;
import starforge.access.Level;
import starforge.access.Refusal;
import starforge.access.RepoName;
import starforge.access.Unseen;
import starforge.follows.Follow;
import starforge.follows.Follows;
import starforge.repos.Listing;
import starforge.repos.Listing.Sort;
import starforge.repos.Repo;
import starforge.repos.Repos;
import starforge.stars.StarTags;
import starforge.stars.Stars;
import starforge.users.User;
import starforge.users.Users;

/**
 * Somebody's stars, with their tags, and follows as a file (JSON, RFC 8259) to take along, and from such a file. What is
 * brought is starred and followed as if by a click, now: a file cannot write the past.
 */
public final class Collection {
    /** Entries of each kind in one file. */
    static final int MOST = 5_000;

    private static final String FORMAT = "starforge-stars-1";
    private static final int BATCH = 500;
    private static final int LONGEST_SHOWN = 200;

    private final Users users;
    private final Repos repos;
    private final Stars stars;
    private final StarTags tags;
    private final Follows follows;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    public Collection(Users users, Repos repos, Stars stars, StarTags tags, Follows follows, Clock clock) {
        this.users = users;
        this.repos = repos;
        this.stars = stars;
        this.tags = tags;
        this.follows = follows;
        this.clock = clock;
    }

    /**
     * What a file brought.
     *
     * @param starred new stars
     * @param followed new follows
     * @param known stars and follows that were there before
     * @param left what could not be taken, in the words of the file: it is not here, or not to be seen
     */
    public record Brought(int starred, int followed, int known, List<String> left) {}

    /** All stars of what somebody may see, and all follows, newest first. */
    String written(Identity who) {
        ObjectNode file = json.createObjectNode().put("format", FORMAT).put("user", who.name());
        file.put("written", clock.instant().toString());
        ArrayNode starred = file.putArray("stars");
        List<Repo> some = starred(who, 0);
        for (int at = 0; !some.isEmpty(); some = starred(who, at)) {
            write(starred, who, some);
            at += some.size();
        }
        ArrayNode followed = file.putArray("follows");
        User user = users.get(who.name());
        for (int at = 0; at < follows.followed(user); at += BATCH) {
            for (Follow follow : follows.followed(user, who, at, BATCH)) {
                followed.addObject().put("user", follow.name());
            }
        }
        return file.toPrettyString() + "\n";
    }

    private List<Repo> starred(Identity who, int offset) {
        return repos.list(who, Listing.starredBy(who.userId(), Sort.STARRED, offset, BATCH));
    }

    private void write(ArrayNode all, Identity who, List<Repo> some) {
        Map<Long, List<String>> words = tags.of(who, some.stream().map(Repo::id).toList());
        for (Repo repo : some) {
            ObjectNode star = all.addObject().put("repo", repo.name().toString());
            ArrayNode kept = star.putArray("tags");
            words.getOrDefault(repo.id(), List.of()).forEach(kept::add);
        }
    }

    /**
     * Stars and follows what a file holds; what is there already stays as it is.
     *
     * @throws Refusal INVALID at {@code file} for one that is no such file or too long; nothing is changed then
     */
    Brought bring(Identity who, byte[] file) {
        JsonNode root = read(file);
        Bringing bringing = new Bringing(who);
        // The oldest first, so that the newest is the newest again.
        backwards(root.get("stars")).forEach(bringing::star);
        backwards(root.get("follows")).forEach(bringing::follow);
        return new Brought(bringing.starred, bringing.followed, bringing.known, bringing.left);
    }

    private JsonNode read(byte[] file) {
        JsonNode root;
        try {
            root = json.readTree(file);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("file", "collection.no-json");
        } catch (IOException e) {
            throw Refusal.invalid("file", "collection.no-json");
        }
        if (!FORMAT.equals(root.path("format").asText())
                || !root.path("stars").isArray()
                || !root.path("follows").isArray()) {
            throw Refusal.invalid("file", "collection.other-json");
        }
        if (root.path("stars").size() > MOST || root.path("follows").size() > MOST) {
            throw Refusal.invalid("file", "collection.too-many", MOST);
        }
        return root;
    }

    private static List<JsonNode> backwards(JsonNode list) {
        List<JsonNode> entries = new ArrayList<>();
        list.forEach(entry -> entries.add(0, entry));
        return entries;
    }

    /** One file on its way in. */
    private final class Bringing {
        private final Identity who;
        private final List<String> left = new ArrayList<>();
        private int starred;
        private int followed;
        private int known;

        Bringing(Identity who) {
            this.who = who;
        }

        void star(JsonNode entry) {
            Optional<Gate.Entry> repo =
                    RepoName.parse(entry.path("repo").asText()).flatMap(this::seen);
            if (repo.isEmpty()) {
                leave(entry, "repo");
                return;
            }
            if (stars.hasStarred(who, repo.get().id())) {
                known++;
            } else {
                stars.star(who, repo.get());
                starred++;
            }
            entry.path("tags").forEach(tag -> tag(repo.get(), tag.asText()));
        }

        private Optional<Gate.Entry> seen(RepoName name) {
            try {
                return Optional.of(repos.require(who, name, Level.READ));
            } catch (Refusal refusal) {
                return Optional.empty();
            }
        }

        private void tag(Gate.Entry repo, String tag) {
            try {
                tags.add(who, repo, tag);
            } catch (Refusal refusal) {
                left.add(shown(repo.name() + ": " + refusal.text()));
            }
        }

        void follow(JsonNode entry) {
            Optional<User> user = users.find(entry.path("user").asText()).filter(found -> !found.blocked());
            if (user.isEmpty() || user.get().id() == who.userId()) {
                leave(entry, "user");
            } else if (follows.follow(who, user.get()).changed()) {
                followed++;
            } else {
                known++;
            }
        }

        private void leave(JsonNode entry, String field) {
            left.add(shown(entry.path(field).isTextual() ? entry.path(field).asText() : entry.toString()));
        }

        private static String shown(String text) {
            return Unseen.written(text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text);
        }
    }
}
