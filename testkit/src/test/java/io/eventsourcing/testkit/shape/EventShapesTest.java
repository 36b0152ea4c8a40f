package io.eventsourcing.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.Upcaster;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventShapesTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Line(String product, BigDecimal price, List<Line> parts) {}

    sealed interface Event permits Ordered, Shipped {}

    @Topic("ordered")
    record Ordered(String number, Size size, List<Line> lines) implements Event {}

    @Topic("shipped")
    record Shipped() implements Event {}

    sealed interface Later permits LaterOrdered {}

    @Topic("ordered")
    record LaterOrdered(String number, int count) implements Later {}

    sealed interface Payment permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash() implements Payment {}

    @Topic("paid")
    record Paid(Payment payment) {}

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("shapes.txt");
    }

    @Test
    void theFileIsWrittenOnceAndThenHolds() throws IOException {
        EventShapes.in(file).verify(Event.class);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "ordered = {number: String, size: (SMALL|LARGE), lines: List<{product: String, price: BigDecimal, parts: List<Line>}>}",
                        "shipped = {}");
        EventShapes.in(file).verify(Event.class);
    }

    @Test
    void aSealedTypeIsDescribedByTheClassesThatItPermits() throws IOException {
        EventShapes.in(file).verify(Paid.class);
        assertThat(Files.readAllLines(file)).containsExactly("paid = {payment: (Card{number: String}|Cash{})}");
    }

    @Test
    void newTopicsAreAddedAndOldLinesStay() throws IOException {
        EventShapes.in(file).verify(Shipped.class);
        EventShapes.in(file).verify(Event.class);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aShapeThatChangedUnderItsTopicFailsWithWhatToDo() {
        EventShapes.in(file).verify(Ordered.class);
        assertThatThrownBy(() -> EventShapes.in(file).verify(Later.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'ordered' has changed")
                .hasMessageContaining("{number: String, count: int}")
                .hasMessageContaining("upcaster");
    }

    @Test
    void aTopicThatIsGoneNeedsAnUpcaster() {
        EventShapes.in(file).verify(Event.class);
        assertThatThrownBy(() -> EventShapes.in(file).verify(Ordered.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'shipped' is gone");
        EventShapes.in(file)
                .upcasters(List.of(Upcaster.renamed("shipped", Ordered.class)))
                .verify(Ordered.class);
    }
}
