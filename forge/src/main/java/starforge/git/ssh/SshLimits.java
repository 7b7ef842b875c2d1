package starforge.git.ssh;

import java.time.Duration;

/**
 * How much of this door one visitor can take.
 *
 * @param grace how long one may take to sign in, from the first packet
 * @param idle how long a connection may be silent
 * @param strangers connections at the same time that have not signed in
 * @param strangersPerAddress those of one network address (IPv6: of one /64)
 * @param perAddress connections of one network address at the same time
 * @param connections connections at the same time
 * @param channels commands at the same time over one connection
 * @param tries keys that one may offer in a connection
 */
public record SshLimits(
        Duration grace,
        Duration idle,
        int strangers,
        int strangersPerAddress,
        int perAddress,
        int connections,
        int channels,
        int tries) {
    public static SshLimits standard() {
        return new SshLimits(Duration.ofSeconds(20), Duration.ofMinutes(10), 100, 20, 64, 256, 10, 12);
    }
}
