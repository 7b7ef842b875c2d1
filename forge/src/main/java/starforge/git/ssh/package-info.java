/**
 * Git over SSH (RFC 4250 to 4254), on Apache MINA SSHD: {@link starforge.git.ssh.GitSsh}. Only public keys sign in, only as
 * {@code git}, and all that one can do is to fetch and to push; there is no shell, no terminal, no forwarding, no other
 * command, and no variable of the environment but {@code GIT_PROTOCOL}.
 */
@NullMarked
package starforge.git.ssh;

import org.jspecify.annotations.NullMarked;
