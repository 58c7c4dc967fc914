package org.abifit.cli;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.abifit.loader.Verdict;

/** A report as build servers read it, in the form of Ant's JUnit task: a case fails, or is an error where it cannot be decided. */
record JUnitXml(RuleReport report) {
    String text() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<RuleReport.Subject>> suite : suites().entrySet()) {
                suite(xml, suite.getKey(), suite.getValue());
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private Map<String, List<RuleReport.Subject>> suites() {
        Map<String, List<RuleReport.Subject>> suites = new LinkedHashMap<>();
        report.subjects().forEach(s -> suites.computeIfAbsent(s.suite(), n -> new ArrayList<>()).add(s));
        return suites;
    }

    private static void suite(XMLStreamWriter xml, String name, List<RuleReport.Subject> subjects) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("tests", String.valueOf(subjects.size()));
        xml.writeAttribute("failures", count(subjects, Verdict.FAIL));
        xml.writeAttribute("errors", count(subjects, Verdict.UNKNOWN));
        for (RuleReport.Subject subject : subjects) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(name));
            xml.writeAttribute("name", clean(subject.name()));
            switch (subject.verdict()) {
                case OK -> { }
                case FAIL -> grounds(xml, "failure", subject);
                case UNKNOWN -> grounds(xml, "error", subject);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(List<RuleReport.Subject> subjects, Verdict verdict) {
        return String.valueOf(subjects.stream().filter(s -> s.verdict() == verdict).count());
    }

    /** All that weighs is in the text; the first of it is the message, and its rule the type. */
    private static void grounds(XMLStreamWriter xml, String element, RuleReport.Subject subject) throws XMLStreamException {
        List<RuleReport.Item> items = subject.items().stream().filter(i -> i.level() != RuleReport.Level.NOTE).toList();
        xml.writeStartElement(element);
        xml.writeAttribute("type", items.isEmpty() ? subject.verdict().word() : items.getFirst().rule());
        xml.writeAttribute("message", items.isEmpty() ? subject.verdict().word() : clean(items.getFirst().message()));
        xml.writeCharacters(items.stream().map(i -> "%s: %s%s".formatted(i.rule(), i.line() > 0 ? i.file() + ":" + i.line() + ": " : "", clean(i.message())))
                .collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    /** XML 1.0 has no control characters, not even escaped. */
    private static String clean(String text) {
        return text.codePoints().map(c -> c < 0x20 && c != '\n' && c != '\t' || c == 0xFFFE || c == 0xFFFF || c >= 0xD800 && c < 0xE000 ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
