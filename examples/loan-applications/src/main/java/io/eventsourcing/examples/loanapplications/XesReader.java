package io.eventsourcing.examples.loanapplications;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cases of an XES log one after the other, so that only one is in memory. Attributes of attributes, globals and
 * extensions are passed over. Document type declarations are refused, so no entity is ever expanded or fetched; and Java's
 * limits on the size of entities are lifted, since they count every {@code &amp;} of a document and would end a long log.
 */
final class XesReader {
    private static final List<String> ENTITY_LIMITS =
            List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit");

    private final XMLStreamReader xml;
    private @Nullable String caseName;
    private boolean insideLog;
    private int casesWithoutEvents;

    /** @throws BadLogException if it does not begin like XML */
    XesReader(InputStream log) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        ENTITY_LIMITS.forEach(limit -> factory.setProperty(limit, 0));
        try {
            xml = factory.createXMLStreamReader(log);
        } catch (XMLStreamException e) {
            throw BadLogException.at(1, null, "this is not XML: " + textOf(e), e);
        }
    }

    /**
     * The next case that has events, or empty at the end of the log.
     *
     * @throws BadLogException if the log is damaged, or is not what this example can store
     */
    Optional<ReadCase> next() {
        try {
            while (xml.hasNext()) {
                int token = xml.next();
                if (token == XMLStreamConstants.DTD) {
                    throw bad(line(), "a document type declaration is not accepted");
                }
                if (token == XMLStreamConstants.START_ELEMENT) {
                    Optional<ReadCase> found = element();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? line() : e.getLocation().getLineNumber();
            throw BadLogException.at(line, caseName, "the XML is damaged: " + textOf(e), e);
        }
    }

    /** How many cases were passed over so far, since there is nothing of them to store. */
    int casesWithoutEvents() {
        return casesWithoutEvents;
    }

    private Optional<ReadCase> element() throws XMLStreamException {
        String element = xml.getLocalName();
        if (!insideLog) {
            if (!element.equals("log")) {
                throw bad(line(), "this is not an XES log: it begins with <%s> instead of <log>".formatted(element));
            }
            insideLog = true;
            return Optional.empty();
        }
        if (element.equals("trace")) {
            return trace();
        }
        skip();
        return Optional.empty();
    }

    private Optional<ReadCase> trace() throws XMLStreamException {
        int line = line();
        Map<String, String> attributes = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (xml.getLocalName().equals("event")) {
                steps.add(event());
            } else {
                attribute(attributes);
                caseName = attributes.get(XesAttributes.NAME);
            }
        }
        XesAttributes trace = new XesAttributes("trace", line, attributes, caseName);
        String name = trace.required(XesAttributes.NAME);
        var loanCase = new LoanCase(name, trace.number("AMOUNT_REQ"), trace.time("REG_DATE"), steps);
        caseName = null;
        if (steps.isEmpty()) {
            casesWithoutEvents++;
            return Optional.empty();
        }
        return Optional.of(new ReadCase(line, loanCase));
    }

    private Step event() throws XMLStreamException {
        int line = line();
        Map<String, String> attributes = new HashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            attribute(attributes);
        }
        return new XesAttributes("event", line, attributes, caseName).step();
    }

    private void attribute(Map<String, String> attributes) throws XMLStreamException {
        String key = xml.getAttributeValue(null, "key");
        String value = xml.getAttributeValue(null, "value");
        if (key != null && value != null) {
            attributes.put(key, value);
        }
        skip();
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private BadLogException bad(int line, String problem) {
        return BadLogException.at(line, caseName, problem, null);
    }

    private static String textOf(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        String marker = "Message: ";
        int text = message.indexOf(marker);
        return text < 0 ? message : message.substring(text + marker.length());
    }
}
