package starforge.git.ssh;

import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import starforge.access.Identity;
import starforge.access.KeyAuthenticator;

/**
 * Lets in who holds a registered key. SSHD asks here for each key that is offered and once more for the one that signs
 * (RFC 4252, section 7), checks the signature itself, and asks nothing after that; so the last answer is that for the key which
 * was proved.
 */
final class KeyDoor implements PublickeyAuthenticator {
    /** The only user there is; who it is, the key says. */
    static final String USER = "git";

    private static final AttributeKey<String> FINGERPRINT = new AttributeKey<>();

    private final KeyAuthenticator keys;

    KeyDoor(KeyAuthenticator keys) {
        this.keys = keys;
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        session.removeAttribute(FINGERPRINT);
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        boolean isKnown = user.equals(USER) && keys.byKey(fingerprint).isPresent();
        if (isKnown) {
            session.setAttribute(FINGERPRINT, fingerprint);
        }
        return isKnown;
    }

    /** Who stands behind a session now; empty when its key has been taken away since. */
    Optional<Identity> who(ServerSession session) {
        String fingerprint = session.isAuthenticated() ? session.getAttribute(FINGERPRINT) : null;
        if (fingerprint == null) {
            return Optional.empty();
        }
        Optional<Identity> who = keys.byKey(fingerprint);
        who.ifPresent(known -> keys.used(fingerprint));
        return who;
    }
}
