package io.eventsourcing.examples.loanapplications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class XesReaderTest {
    private static final String EVENT = """
            <event><string key="concept:name" value="a &amp; b &amp; c"/>\
            <date key="time:timestamp" value="2024-03-30T09:00:00+01:00"/></event>""";

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String trace(int number) {
        return "<trace><string key=\"concept:name\" value=\"n&amp;%d\"/>%s</trace>".formatted(number, EVENT.repeat(5));
    }

    @Test
    void onlyTheAttributesOfTracesAndEventsThemselvesCount() {
        XesReader reader = new XesReader(stream(Command.sample()));
        List<LoanCase> cases = Stream.generate(reader::next)
                .takeWhile(Optional::isPresent)
                .map(found -> found.get().loanCase())
                .toList();

        assertThat(cases).extracting(LoanCase::name).containsExactly("1001", "1002", "1003", "1004 & co");
        LoanCase last = cases.getLast();
        assertThat(last.amountRequested()).isEqualTo(3_000_000_000L);
        assertThat(last.registeredAt()).isEqualTo(Instant.parse("2024-04-02T06:00:00Z"));
        assertThat(last.steps().get(3))
                .isEqualTo(new Step("W_Completeren aanvraag", "START", Instant.parse("2024-04-02T07:01:00Z"), "10862"));
        assertThat(cases.get(1).steps().get(2).resource()).isNull();
    }

    @Test
    void whatALogDoesNotTellOfACaseIsUnknownAndATransitionIsACompletion() {
        LoanCase loanCase = new XesReader(stream("<log>" + trace(1) + "</log>"))
                .next()
                .orElseThrow()
                .loanCase();

        assertThat(loanCase.amountRequested()).isNull();
        assertThat(loanCase.registeredAt()).isNull();
        assertThat(loanCase.steps())
                .hasSize(5)
                .containsOnly(new Step("a & b & c", "COMPLETE", Instant.parse("2024-03-30T08:00:00Z"), null));
    }

    @Test
    void aLongLogMayHaveAnyNumberOfCharacterReferences() {
        int traces = 100_000;
        Iterator<InputStream> parts = Stream.of(
                        Stream.of("<log>"),
                        IntStream.range(0, traces).mapToObj(XesReaderTest::trace),
                        Stream.of("</log>"))
                .flatMap(part -> part)
                .map(XesReaderTest::stream)
                .iterator();
        XesReader reader = new XesReader(new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        }));
        int read = 0;
        while (reader.next().isPresent()) {
            read++;
        }
        assertThat(read).isEqualTo(traces);
    }
}
