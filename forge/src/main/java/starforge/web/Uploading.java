package starforge.web;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import javax.servlet.MultipartConfigElement;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import starforge.access.Refusal;
import starforge.access.Refusal.Reason;

/**
 * Receives forms with files (RFC 7578): whatever is not tiny goes to the disk as it comes, and is deleted with the end of the
 * request. Safe for use by many threads.
 */
public final class Uploading {
    /** For the other fields of the form and what stands between them. */
    private static final long SLACK = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Uploading.class);
    private static final String RECEIVED = Uploading.class.getName();
    private static final int IN_MEMORY = 8 << 10;
    private static final Pattern BROKEN = Pattern.compile("(?i)(incomplete|missing|no name|unexpected|bad).*");
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
            Path place = Files.createTempDirectory(folder, "form-");
            request.setAttribute(RECEIVED, place);
            request.setAttribute(
                    Request.MULTIPART_CONFIG_ELEMENT,
                    new MultipartConfigElement(place.toString(), mostBytes, mostBytes + SLACK, IN_MEMORY));
            request.getParts();
        } catch (IllegalStateException e) {
            throw tooLarge();
        } catch (ServletException | EOFException e) {
            throw broken(e);
        } catch (IOException e) {
            // Jetty says only in words that it is the form that is wrong, and not the disk.
            if (BROKEN.matcher(String.valueOf(e.getMessage())).matches()) {
                throw broken(e);
            }
            throw e;
        } finally {
            places.release();
        }
    }

    /** Deletes what was received, also when it was only a part; Jetty leaves that to servlet containers. */
    void clear(HttpServletRequest request) {
        if (request.getAttribute(RECEIVED) instanceof Path received) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(received)) {
                for (Path file : files) {
                    Files.delete(file);
                }
                Files.delete(received);
            } catch (IOException e) {
                LOG.warn("What an upload left in {} goes at the next start", received, e);
            }
        }
    }

    private static Refusal broken(Throwable e) {
        return new Refusal(e, Reason.MALFORMED, "upload.broken");
    }

    private Refusal tooLarge() {
        return new Refusal(Reason.TOO_LARGE, "upload.too-large", mostBytes >> 20);
    }
}
