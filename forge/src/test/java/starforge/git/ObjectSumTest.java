package starforge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.util.sha1.Sha1CollisionException;
import org.junit.jupiter.api.Test;
import starforge.kernels.Sha1;

class ObjectSumTest {
    private static final Path COLLISIONS = Path.of("../native/src/test/resources/starforge/kernels");

    /** In C too, where it is not off. */
    private final List<ObjectSum> all = Stream.<ObjectSum>concat(
                    Sha1.best().stream().map(ObjectSum.InC::new), Stream.of(new ObjectSum.InJava()))
            .toList();

    private static ObjectId name(ObjectSum sum, int type, byte[] object) {
        sum.begin(type, object.length);
        sum.add(object, object.length);
        return sum.name();
    }

    @Test
    void objects_of_every_kind_and_length_get_the_names_that_git_gives_them() {
        Random random = new Random(1);
        try (ObjectInserter.Formatter git = new ObjectInserter.Formatter()) {
            for (int round = 0; round < 2000; round++) {
                byte[] object = new byte[round < 1000 ? round : random.nextInt(50_000)];
                random.nextBytes(object);
                int type = List.of(Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG)
                        .get(round % 4);
                ObjectId wanted = git.idFor(type, object);
                for (ObjectSum sum : all) {
                    assertThat(name(sum, type, object)).isEqualTo(wanted);
                }
            }
        }
    }

    /** They have no header of an object, or they would not collide. */
    @Test
    void what_was_forged_is_refused_and_the_next_one_taken() throws IOException {
        for (String name : List.of("shattered-1.bin", "shattered-2.bin", "shambles-1.bin", "shambles-2.bin")) {
            byte[] forged = Files.readAllBytes(COLLISIONS.resolve(name));
            for (ObjectSum sum : all) {
                for (int end = 0; end < forged.length; end += 7) {
                    byte[] rest = Arrays.copyOfRange(forged, end, forged.length);
                    sum.add(forged, end);
                    sum.add(rest, rest.length);
                    assertThatThrownBy(sum::name).isInstanceOf(Sha1CollisionException.class);
                }
                assertThat(name(sum, Constants.OBJ_BLOB, new byte[0]).name())
                        .isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
            }
        }
    }
}
