package starforge.proof;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The past of a small honest project: what most pages show on most days. */
final class Lantern {
    private static final String README = """
            # lantern

            A tiny message bus for small boards: one writer, many readers, no locks.

            ## Use

            ```rust
            let bus = Bus::new("/dev/shm/lantern");
            bus.send(Topic::Light, b"on")?;
            ```

            | board | messages a second |
            |---|---:|
            | Pi Zero | 40,000 |
            | Pi 5 | 1,900,000 |

            - [x] readers that come late
            - [ ] a ring larger than memory

            See [the guide](docs/guide.md) and ![the logo](img/logo.svg).
            """;

    private static final String SOURCE = """
            //! The ring that all readers share.
            use std::sync::atomic::{AtomicU64, Ordering};

            pub struct Ring {
                head: AtomicU64,
                slots: Box<[Slot]>,
            }

            impl Ring {
                /// Writes a message; never waits for a reader.
                pub fn send(&self, message: &[u8]) -> u64 {
                    let at = self.head.fetch_add(1, Ordering::Release);
                    self.slots[at as usize % self.slots.len()].fill(message);
                    at
                }
            }
            """;

    private Lantern() {}

    static byte[] past() {
        Chronicle past = new Chronicle();
        past.commit("Mira Kovač", "mira@mail.example", "Begin with a ring\n\nOne writer, many readers.");
        past.file("README.md", README).file("src/ring.rs", SOURCE).file("LICENSE", "Apache License\n");
        past.commit("Ravi Shah", "ravi@mail.example", "Add a guide");
        past.file("docs/guide.md", "# Guide\n\nFirst, [build it](../README.md#use).\n")
                .file(
                        "img/logo.svg",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><circle r=\"9\"/></svg>")
                .file(
                        "tools/flash.py",
                        "import sys\n\n\ndef main():\n    \"\"\"Flashes a board.\"\"\"\n    print(sys.argv[1:])\n");
        int released = past.commit("Mira Kovač", "mira@mail.example", "Let readers come late");
        past.file("src/ring.rs", SOURCE.replace("never waits", "does not wait") + "\n// late readers start at head\n");
        past.tag("v1.0", "Mira Kovač", "First release\n\n- a ring\n- readers that come late\n");
        past.branch("feature/late-readers", released);
        for (int i = 1; i <= 60; i++) {
            past.commit("Hana Sato", "hana@mail.example", "Measure board " + i);
            past.file("measures/board-" + i + ".csv", measures(i));
        }
        past.tag("v1.1", "Hana Sato", "Measured on sixty boards");
        return past.bytes();
    }

    private static String measures(int board) {
        return IntStream.range(0, 40)
                .mapToObj(i -> i + "," + (i * 7919 + board * 31) % 1000)
                .collect(Collectors.joining("\n", "second,messages\n", "\n"));
    }
}
