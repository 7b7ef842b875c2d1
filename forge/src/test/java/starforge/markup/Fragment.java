package starforge.markup;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Rendered HTML, parsed. What the renderer writes is also XML, so the strictest parser at hand reads it. */
final class Fragment {
    private final Document document;

    private Fragment(Document document) {
        this.document = document;
    }

    static Fragment of(Html html) {
        try {
            String whole = "<whole>" + html.safe() + "</whole>";
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Fragment(builder.parse(new InputSource(new StringReader(whole))));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + html.safe(), e);
        }
    }

    /** All elements but the one around them. */
    List<Element> elements() {
        return elements("*").stream()
                .filter(element -> element != document.getDocumentElement())
                .toList();
    }

    List<Element> elements(String name) {
        var nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** One attribute of all elements of a name, in order; "" where it is missing. */
    List<String> values(String element, String attribute) {
        return elements(element).stream()
                .map(found -> found.getAttribute(attribute))
                .toList();
    }

    static List<Node> attributes(Element element) {
        List<Node> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add(element.getAttributes().item(i));
        }
        return attributes;
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }
}
