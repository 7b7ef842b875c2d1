package starforge.bench.git;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * The two requests of a client that wants to know which refs there are, over a connection of their own, without the client.
 *
 * @param prefixes with which the names begin that are wanted; none for all
 */
record RawRefs(List<String> prefixes) {
    /** What a client asks for that fetches one branch: other names its word could stand for, and the tags. */
    static RawRefs ofBranch(String branch) {
        return new RawRefs(List.of(
                branch,
                "refs/" + branch,
                "refs/tags/" + branch,
                "refs/heads/" + branch,
                "refs/remotes/" + branch,
                "refs/remotes/" + branch + "/HEAD",
                "refs/tags/"));
    }

    /** What the server of a repository says it can, and which refs it has. */
    List<byte[]> from(String address) throws IOException {
        byte[] abilities = Requests.answer(Requests.advertisement(address));
        HttpURLConnection second = Requests.post(address, request());
        byte[] refs = Requests.answer(second);
        second.disconnect();
        return List.of(abilities, refs);
    }

    private String request() {
        StringBuilder request = new StringBuilder(Requests.packet("command=ls-refs"))
                .append(Requests.packet("object-format=sha1"))
                .append("0001")
                .append(Requests.packet("peel"))
                .append(Requests.packet("symrefs"));
        prefixes.forEach(prefix -> request.append(Requests.packet("ref-prefix " + prefix)));
        return request.append("0000").toString();
    }
}
