package starforge.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import starforge.web.Secrets;

/**
 * The ids of jobs among all tasks at a broker: a UUID of 64 bits that only this forge knows, 16 of the run and 48 of the job's
 * number. So another forge at the same broker means other tasks, and what is late from an earlier run means nothing.
 */
final class TaskIds {
    private static final int NUMBER_BITS = 48;
    private static final int MOST_RUNS = 1 << 16;

    private final long ours;

    /** Which job and which run of it. */
    record Run(long job, int run) {}

    TaskIds(Secrets secrets) {
        byte[] signed = secrets.sign("ids of tasks").getBytes(StandardCharsets.US_ASCII);
        this.ours =
                ByteBuffer.wrap(java.util.Base64.getUrlDecoder().decode(signed)).getLong();
    }

    /** What marks this forge's own queues, 8 hex digits. */
    String mark() {
        return String.format("%08x", ours >>> 32);
    }

    String of(Job job) {
        return new UUID(ours, ((long) (job.run() % MOST_RUNS) << NUMBER_BITS) | job.id()).toString();
    }

    Optional<Run> read(String id) {
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Optional.empty();
        }
        UUID read = UUID.fromString(id);
        long low = read.getLeastSignificantBits();
        return read.getMostSignificantBits() == ours
                ? Optional.of(new Run(low & ((1L << NUMBER_BITS) - 1), (int) (low >>> NUMBER_BITS)))
                : Optional.empty();
    }

    boolean isOf(Job job, Run run) {
        return job.id() == run.job() && job.run() % MOST_RUNS == run.run();
    }
}
