package io.eventsourcing.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.OriginatorPage;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The listings of the guide to repositories. */
class RepositoriesGuideTest {
    static final class Page extends Aggregate<Page.Event> {
        sealed interface Event permits Begun, Edited {}

        record Begun(String title) implements Event {}

        record Edited(String text) implements Event {}

        private String text = "";

        private Page() {}

        static UUID idOf(String title) {
            return NameBasedUuid.forUrl("/pages/" + title);
        }

        static Page begin(String title) {
            return create(Page::new, idOf(title), new Begun(title));
        }

        void edit(String newText) {
            trigger(new Edited(newText));
        }

        String text() {
            return text;
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Edited edited) {
                text = edited.text();
            }
        }
    }

    static final class Wiki extends Application {
        private final Repository<Page> pages = repository(Page.class);

        Wiki(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void write(String title, String text) {
            pages.createOrUpdate(Page.idOf(title), () -> Page.begin(title), page -> page.edit(text));
        }

        Optional<String> read(String title) {
            return pages.find(Page.idOf(title)).map(Page::text);
        }

        long submit(String title, long seenVersion, String text) {
            return pages.update(Page.idOf(title), seenVersion, page -> page.edit(text))
                    .version();
        }

        String asOf(String title, Instant time) {
            return pages.getAt(Page.idOf(title), time).text();
        }

        List<String> changes(String title) {
            return pages.history(Page.idOf(title)).stream()
                    .map(event -> "%s %s".formatted(event.recordedAt(), event.body()))
                    .toList();
        }

        List<UUID> all() {
            List<UUID> ids = new ArrayList<>();
            OriginatorPage page = pages.ids(0, 100);
            while (!page.ids().isEmpty()) {
                ids.addAll(page.ids());
                page = pages.ids(page.position(), 100);
            }
            return ids;
        }
    }

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestClock clock = TestClock.at(NOON);
    private final Wiki wiki =
            new Wiki(EventSourcing.builder(new MemoryPersistence()).clock(clock).build());

    @Test
    void aPageIsBegunWhenItIsFirstWritten() {
        assertThat(wiki.read("Home")).isEmpty();
        wiki.write("Home", "one");
        wiki.write("Home", "two");
        assertThat(wiki.read("Home")).hasValue("two");
        assertThat(wiki.all()).containsExactly(Page.idOf("Home"));
    }

    @Test
    void aFormChangesTheVersionThatItsUserHasSeen() {
        wiki.write("Home", "one");
        assertThat(wiki.submit("Home", 2, "two")).isEqualTo(3);
        assertThatThrownBy(() -> wiki.submit("Home", 2, "late")).isInstanceOf(VersionConflictException.class);
        assertThat(wiki.read("Home")).hasValue("two");
    }

    @Test
    void thePastCanBeReadAsItWas() {
        wiki.write("Home", "one");
        clock.advance(Duration.ofDays(1));
        wiki.write("Home", "two");
        assertThat(wiki.asOf("Home", NOON)).isEqualTo("one");
        assertThat(wiki.changes("Home"))
                .containsExactly(
                        "2026-01-01T12:00:00Z Begun[title=Home]",
                        "2026-01-01T12:00:00Z Edited[text=one]",
                        "2026-01-02T12:00:00Z Edited[text=two]");
        assertThat(wiki.pages.getAtVersion(Page.idOf("Home"), 2).text()).isEqualTo("one");
    }
}
