package io.eventsourcing.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class EventDiffTest {
    private record Address(String street, int number) {}

    private record Registered(String name, Address address) {}

    private record Moved(Address to) {}

    private record Named(@Nullable String name) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Picture(byte[] pixels) {}

    private record Counted(Number number) {}

    private static final class Plain {
        @Override
        public String toString() {
            return "Plain";
        }
    }

    private static final Address HOME = new Address("Main Street", 1);

    private static void assertDiff(List<?> expected, List<?> actual, String... lines) {
        assertThat(EventDiff.of(expected, actual)).isEqualTo("\n" + String.join("\n", lines));
    }

    @Test
    void equalListsDoNotFail() {
        assertThatCode(() -> EventDiff.requireSame(
                        "events",
                        List.of(new Named("Ada"), new Moved(HOME)),
                        List.of(new Named("Ada"), new Moved(HOME))))
                .doesNotThrowAnyException();
        assertThatCode(() -> EventDiff.requireSame("events", List.of(), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void theErrorHoldsBothListsAsLinesForTheIde() {
        AssertionFailedError error = catchThrowableOfType(
                AssertionFailedError.class,
                () -> EventDiff.requireSame(
                        "events", List.of(new Named("Ada"), new Named("Bob")), List.of(new Named("Ada"))));
        assertThat(error).hasMessage("""
                        The events differ (= as expected, - missing, + unexpected):
                        = Named[name=Ada]
                        - Named[name=Bob]""");
        assertThat(error.getExpected().getValue()).isEqualTo("Named[name=Ada]\nNamed[name=Bob]");
        assertThat(error.getActual().getValue()).isEqualTo("Named[name=Ada]");
    }

    @Test
    void ofRecordsTheComponentsThatDifferAreTold() {
        assertDiff(
                List.of(new Registered("Ada", HOME)),
                List.of(new Registered("Ida", new Address("Main Street", 2))),
                "- Registered[name=Ada, address=Address[street=Main Street, number=1]]",
                "+ Registered[name=Ida, address=Address[street=Main Street, number=2]]",
                "    name: expected \"Ada\" but was \"Ida\"",
                "    address.number: expected 1 but was 2");
    }

    @Test
    void aComponentMayBeNull() {
        assertDiff(
                List.of(new Named(null)),
                List.of(new Named("null")),
                "- Named[name=null]",
                "+ Named[name=null]",
                "    name: expected null but was \"null\"");
    }

    @Test
    void eventsOfOtherClassesAreNotCompared() {
        assertDiff(
                List.of(new Named("Ada"), new Moved(HOME)),
                List.of(new Named("Ada"), new Counted(1)),
                "= Named[name=Ada]",
                "- Moved[to=Address[street=Main Street, number=1]]",
                "+ Counted[number=1]");
    }

    @Test
    void whatIsInBothIsFoundAgainAfterWhatIsNot() {
        assertDiff(
                List.of(new Counted(1), new Counted(2), new Named("Ada"), new Counted(3)),
                List.of(new Counted(2), new Named("Bob"), new Named("Ada"), new Moved(HOME), new Counted(3)),
                "- Counted[number=1]",
                "= Counted[number=2]",
                "+ Named[name=Bob]",
                "= Named[name=Ada]",
                "+ Moved[to=Address[street=Main Street, number=1]]",
                "= Counted[number=3]");
    }

    @Test
    void eachListKeepsItsOrder() {
        assertDiff(
                List.of(new Counted(1), new Named("Ada")),
                List.of(new Moved(HOME), new Named("Bob"), new Counted(2)),
                "+ Moved[to=Address[street=Main Street, number=1]]",
                "+ Named[name=Bob]",
                "- Counted[number=1]",
                "+ Counted[number=2]",
                "    number: expected 1 but was 2",
                "- Named[name=Ada]");
    }

    @Test
    void theSameEventsInAnotherOrderDiffer() {
        assertDiff(
                List.of(new Named("Ada"), new Counted(1)),
                List.of(new Counted(1), new Named("Ada")),
                "- Named[name=Ada]",
                "= Counted[number=1]",
                "+ Named[name=Ada]");
    }

    @Test
    void whatLooksTheSameAndIsNotEqualIsExplained() {
        assertThat(EventDiff.of(List.of(new Picture(new byte[] {1})), List.of(new Picture(new byte[] {1}))))
                .endsWith("\n    pixels: both look like [1], but equals() says they differ");
        assertThat(EventDiff.of(List.of(new Counted(1)), List.of(new Counted(1L))))
                .endsWith("\n    number: both look like 1, but equals() says they differ");
        assertThat(EventDiff.of(List.of(new Plain()), List.of(new Plain())))
                .endsWith("\n    look the same, but equals() of %s says they differ".formatted(Plain.class.getName()));
    }

    @Test
    void eventsOfSeveralLinesStayTogether() {
        assertDiff(List.of(new Named("a\nb")), List.of(), "- Named[name=a", "  b]");
    }
}
