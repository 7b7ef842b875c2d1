package starforge.web;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.servlet.MultipartConfigElement;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * Receives forms with files (RFC 7578): whatever is not tiny goes to the disk as it comes, and is deleted with the end of the
 * request. Safe for use by many threads.
 */
public final class Uploading {
    /** For the other fields of the form and what stands between them. */
    private static final long SLACK = 64 << 10;

    private static final int IN_MEMORY = 8 << 10;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final long mostBytes;
    private final Semaphore places;

    /**
     * Takes files of a limited size.
     *
     * @param folder for what is being received
     * @param mostBytes of one file
     * @param atOnce how many forms are received at the same time
     */
    public Uploading(Path folder, long mostBytes, int atOnce) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.places = new Semaphore(atOnce);
    }

    public long mostBytes() {
        return mostBytes;
    }

    /**
     * Reads the whole form, so that its fields and files can be asked for.
     *
     * @throws Refusal TOO_LARGE, TOO_MANY when others are at it, MALFORMED for anything but such a form
     */
    void receive(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            throw new Refusal(Reason.MALFORMED, "upload.no-form");
        }
        if (request.getContentLengthLong() > mostBytes + SLACK) {
            throw tooLarge();
        }
        if (!places.tryAcquire()) {
            throw Refusal.tooMany(SOON, "upload.busy");
        }
        try {
            request.setAttribute(
                    Request.MULTIPART_CONFIG_ELEMENT,
                    new MultipartConfigElement(folder.toString(), mostBytes, mostBytes + SLACK, IN_MEMORY));
            request.getParts();
        } catch (IllegalStateException e) {
            throw tooLarge();
        } catch (ServletException | EOFException e) {
            throw new Refusal(e, Reason.MALFORMED, "upload.broken");
        } finally {
            places.release();
        }
    }

    private Refusal tooLarge() {
        return new Refusal(Reason.TOO_LARGE, "upload.too-large", mostBytes >> 20);
    }
}
