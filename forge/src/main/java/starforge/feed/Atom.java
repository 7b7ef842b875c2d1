package starforge.feed;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes stories as a feed (Atom, RFC 4287). What people wrote is text in it, never markup; characters that XML 1.0 does not
 * have are left out.
 */
final class Atom {
    private static final String NOT_XML = "[^\\t\\n\\r\\x20-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private final String base;

    private Atom(String base) throws XMLStreamException {
        this.base = base;
        this.out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    /**
     * A whole document.
     *
     * @param base address of the forge, without a slash at its end
     * @param path of the feed
     * @param page path of the page that shows the same
     * @param since what counts as the last change of an empty feed
     */
    static String feed(String base, String path, String page, String title, List<Story> stories, Instant since) {
        try {
            return new Atom(base).whole(path, page, title, stories, since);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private String whole(String path, String page, String title, List<Story> stories, Instant since)
            throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement("feed");
        out.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        element("id", base + path);
        element("title", title);
        element("updated", (stories.isEmpty() ? since : stories.get(0).at()).toString());
        link("self", "application/atom+xml", base + path);
        link("alternate", "text/html", base + page);
        element("generator", "Starforge");
        for (Story story : stories) {
            entry(story);
        }
        out.writeEndElement();
        out.writeEndDocument();
        return text.toString();
    }

    /** The id is a tag (RFC 4151): it stays the same whatever the things it tells of are called later. */
    private void entry(Story story) throws XMLStreamException {
        Told told = new Told(story);
        String host = base.replaceFirst("^https?://", "").replaceFirst("[:/].*", "");
        out.writeStartElement("entry");
        element("id", "tag:" + host + "," + story.at().atOffset(ZoneOffset.UTC).toLocalDate() + ":" + story.seq());
        element("title", told.sentence());
        element("updated", story.at().toString());
        out.writeStartElement("author");
        element("name", story.actor().isEmpty() ? "Starforge" : story.actor());
        if (!story.actor().isEmpty()) {
            element("uri", base + "/user/" + story.actor());
        }
        out.writeEndElement();
        link("alternate", "text/html", base + told.path());
        if (!told.text().isEmpty()) {
            out.writeStartElement("content");
            out.writeAttribute("type", "text");
            out.writeCharacters(clean(told.text()));
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void element(String name, String value) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(clean(value));
        out.writeEndElement();
    }

    private void link(String rel, String type, String address) throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", rel);
        out.writeAttribute("type", type);
        out.writeAttribute("href", clean(address));
    }

    private static String clean(String value) {
        return value.replaceAll(NOT_XML, "");
    }
}
