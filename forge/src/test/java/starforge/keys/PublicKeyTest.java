package starforge.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import starforge.BareForge;

/** What people paste for a key. The keys were made with ssh-keygen, whose fingerprints stand beside them. */
class PublicKeyTest {
    static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP1WRQ5KWMKWuesTNBGN9SA96m8g8xYAqFCcF74xbuL1 x@y";
    private static final String RSA_1024 =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDxH3bEfIGNl1ci41ycAB+r7x2j8Qbac+Pd69C/EUnvrUjjSeFb2h23qV06zV+fzB7rppfGQS92qS/Lb0X0r5+6tGy5yfrkWGyV47IgQffJiWXWzhwlfXhyyDqzX/EqE1n37rLvon4/GqmZsF7jU6ptxOqDQC82bS15tFFC2i1/ow== x@y";

    private static String refused(String pasted) {
        return BareForge.refused(() -> PublicKey.read(pasted)).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP1WRQ5KWMKWuesTNBGN9SA96m8g8xYAqFCcF74xbuL1 x@y | SHA256:Bm+VvUn5XJwslEsN4Muf/rP6xixAtGJd5ciiTu0r/PE
                    ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDMmuKUv2SVIILTJRvYOmoWVZeG+T+QAW3tK1oiuR7wgO3Q1GWFGNKznxUo2U3rOGP2maNZjOwiXpVfkiN7Robc= x@y | SHA256:WxCLQHX5qmIrDTg1RCQNesXsjQB0xtn4GmFQcAjo39E
                    ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBKAnquCHvpQfdOaV+AkR94Mqn76/Qyb8KNijBL5X5CKfiOD6IJTdXuHX+gDE7Gn/aRUTD6nAkacBNQi0nuYjhoui+pO+fCbissUZPT6AtAiDtY8pzxw6z4Kd0XVUzgvHSw== x@y | SHA256:S9oud8M8Nntct33zJqrc/2FG4qBzvxzVOKLa/YVwUok
                    ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBAHkGH4X0SvscLiZc+YkUcx+iMEbu6wwTU7JW4mtYSvPTrY94DD5afANOmwLckpzMh536OARJeC66vbn+wSXHhBL0AAPhhZTFeoqaxGmnTsQcIEd0bCVwJH23mXCZ1BFV0SYbsCXdQYPTyGQQQNEfqGXxSrcAU9TvvUYDwMiIf2QCGtpKQ== x@y | SHA256:1PJsM1h0/1qrm9/CKHJrffdCfWHBq80gLew1Y0VEC60
                    ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC9xwpdUn/C1Wagnspk/x/JQd5k1g3mmrQzufhhXQfsUX2fAua4fIU/8ROJCXEOekpRDh5Rpjhg6u6M57Vq/MjcDOFI6fUvMLB8MhOM9wV05CXBpEiVSOvyg1p9cCd/9EmFK309EYq1AFeluB4IXSLizrCT4rhhUjDJBGWeMgWBqvUUPGXyHlaKpkt45DaEN+v6NDwkTp8QfJeGTAlBlW8//sXT96mkfC0s6fE6BkgRHAr1y8cyZPdo4U39XHF699cfJRshAcekFgqVEuNxMyu/UMA+7h4HXiM+r+ErVKO4HaEu4860DHe4WrzN7nd1iG2G3XTLJrJn7H5vpx9a1sLp x@y | SHA256:kaoM66qxSS4qo81UB15eII1toUTH8zAu6h5Yxeeu7Nk
                    sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIP1WRQ5KWMKWuesTNBGN9SA96m8g8xYAqFCcF74xbuL1AAAABHNzaDo= x@y | SHA256:jqq1pGvDlgGbCKBUTwiAPsmllcCZgOv5lQF5yS6RfdI
                    sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3BlbnNzaC5jb20AAAAIbmlzdHAyNTYAAABBBDMmuKUv2SVIILTJRvYOmoWVZeG+T+QAW3tK1oiuR7wgO3Q1GWFGNKznxUo2U3rOGP2maNZjOwiXpVfkiN7RobcAAAAEc3NoOg== x@y | SHA256:oa6b5EHzNmUzt+eecbDo6CpECgRapEK7TZs2WglmoLI
            """)
    void keys_that_are_safe_are_read_with_the_fingerprint_of_ssh_keygen(String line, String fingerprint) {
        PublicKey key = PublicKey.read(" " + line + "\n");

        assertThat(key.fingerprint()).isEqualTo(fingerprint);
        assertThat(line).startsWith(key.type() + " " + key.blob());
        assertThat(key.comment()).isEqualTo("x@y");
    }

    @Test
    void a_private_key_is_recognised_and_its_owner_warned() {
        assertThat(refused("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----"))
                .startsWith("This is your private key.");
    }

    @Test
    void a_short_rsa_key_and_a_dsa_key_are_no_longer_safe() {
        assertThat(refused(RSA_1024)).startsWith("This RSA key has 1024 bits.");
        assertThat(refused("ssh-dss AAAAB3NzaC1kc3MAAACBAP x")).startsWith("DSA keys are no longer safe.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command=\"rm -rf /\" ", "no-pty ", "from=\"*\",restrict "})
    void options_in_front_of_a_key_are_refused(String options) {
        assertThat(refused(options + ED25519)).startsWith("Leave out the options");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "ssh-ed25519-cert-v01@openssh.com AAAA", "SSH-ED25519 AAAA", "ssh-ed25519\u0430 AAAA"
            })
    void what_is_no_key_is_said_to_be_none(String pasted) {
        assertThat(refused(pasted)).startsWith("This is no public key that we know.");
    }

    @Test
    void several_lines_and_an_endless_one_are_refused() {
        assertThat(refused(ED25519 + "\n" + ED25519)).startsWith("This has several lines.");
        assertThat(refused("ssh-rsa " + "A".repeat(9000))).startsWith("This is too long");
        assertThat(refused("  ")).startsWith("Paste a public key");
    }

    @Test
    void a_key_that_is_cut_off_or_of_another_type_than_it_says_is_refused() {
        String broken = "This key is not whole";
        assertThat(refused(ED25519.substring(0, 60))).startsWith(broken);
        assertThat(refused("ssh-ed25519")).startsWith(broken);
        assertThat(refused("ssh-ed25519 !!!!")).startsWith(broken);
        assertThat(refused(ED25519.replaceFirst("ssh-ed25519", "ssh-rsa"))).startsWith(broken);
        assertThat(refused(ED25519.replaceFirst("ssh-ed25519", "ecdsa-sha2-nistp256")))
                .startsWith(broken);
    }

    @Test
    void nothing_may_hang_behind_a_key_that_would_give_it_a_second_fingerprint() throws IOException {
        byte[] blob = Base64.getDecoder().decode(ED25519.split(" ")[1]);
        assertThat(refused("ssh-ed25519 " + Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(blob, 54))))
                .startsWith("This key is not whole");
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(longer);
        out.write(Base64.getDecoder().decode(PublicKeyTest.RSA_1024.split(" ")[1]));
        out.write("tail".getBytes(StandardCharsets.UTF_8));
        String text = refused("ssh-rsa " + Base64.getEncoder().encodeToString(longer.toByteArray()));
        assertThat(text).isNotEmpty();
    }
}
