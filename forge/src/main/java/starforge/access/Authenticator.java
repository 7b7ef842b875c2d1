package starforge.access;

/** Tells who somebody is from what they show. */
public interface Authenticator {
    /**
     * Checks a name with its password or with one of its tokens, as Git sends them by Basic authentication (RFC 7617).
     *
     * @param remote network address of the asker, for throttling
     * @throws Refusal LOGIN when they do not fit, the same for an unknown name; TOO_MANY after too many wrong tries
     */
    Identity authenticate(String name, String secret, String remote);
}
