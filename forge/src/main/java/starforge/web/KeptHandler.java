package starforge.web;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/** Answers with a kept page before anything else looks at the request. */
final class KeptHandler extends HandlerWrapper {
    /** So long readers of a page that is just being made anew wait for it, before they have it made for themselves. */
    private static final long PATIENCE_MILLIS = 500;

    private final KeptPages pages;

    KeptHandler(KeptPages pages, Handler inner) {
        this.pages = pages;
        setHandler(inner);
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<KeptPage> page = pages.find(base);
        if (page.isEmpty()) {
            super.handle(target, base, request, response);
        } else if (pages.isFresh(page.get())) {
            pages.answer(page.get(), page.get().letters(), base);
        } else {
            renew(page.get(), target, base, request, response);
        }
    }

    /** Lets one reader have the page made anew, and the others wait for it. */
    private void renew(
            KeptPage old, String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!old.renewing().tryLock()) {
            await(old);
            answerLate(target, base, request, response);
            return;
        }
        try {
            super.handle(target, base, request, response);
        } finally {
            pages.forget(base, old);
            old.renewing().unlock();
        }
    }

    private void answerLate(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<KeptPage> renewed = pages.find(base).filter(pages::isFresh);
        if (renewed.isPresent()) {
            pages.answer(renewed.get(), renewed.get().letters(), base);
        } else {
            super.handle(target, base, request, response);
        }
    }

    private static void await(KeptPage old) {
        try {
            if (old.renewing().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                old.renewing().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
