package io.eventsourcing.spring.command.followers;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.projection.Shadow;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;

class RebuildProjectionTest {
    record EventList(List<String> list, String failing) implements Projection {
        @Override
        public String name() {
            return "EventList";
        }

        @Override
        public void project(DomainEvent<?> event) {
            String type = event.body().getClass().getSimpleName();
            if (type.equals(failing)) {
                throw new IllegalStateException("not that");
            }
            list.add(type);
        }
    }

    private final EventSourcing eventSourcing = EventSourcing.inMemory();
    private final StaticApplicationContext context = new StaticApplicationContext();
    private final List<String> live = new ArrayList<>();
    private final List<String> next = new ArrayList<>();

    RebuildProjectionTest() {
        TrainingSchool school = new TrainingSchool(eventSourcing);
        bean(
                "system",
                EventSourcedSystem.of(
                        pipe(school, new EventList(live, "")), pipe(school, new TrickCounters(eventSourcing))));
        school.train("Fido", "sit");
        CommandRun.of(context, "sync-followers");
        live.clear();
    }

    private void bean(String name, Object bean) {
        context.getBeanFactory().registerSingleton(name, bean);
    }

    private Shadow shadow(Projection projection) {
        return new Shadow() {
            @Override
            public String version() {
                return "2";
            }

            @Override
            public Projection projection() {
                return projection;
            }

            @Override
            public void clear() {
                next.clear();
            }

            @Override
            public void swap() {
                live.clear();
                live.addAll(next);
            }
        };
    }

    @Test
    void theReadModelIsReplacedOnceThatIsConfirmed() {
        bean("nextList", shadow(new EventList(next, "")));
        CommandRun unconfirmed = CommandRun.of(context, "rebuild", "EventList");
        assertThat(unconfirmed.err())
                .isEqualTo(
                        "CommandError: The read model of EventList will be replaced by version 2. Nothing is done: confirm it with --yes.\n");
        assertThat(unconfirmed.exitCode()).isEqualTo(2);
        assertThat(live).isEmpty();
        assertThat(CommandRun.of(context, "rebuild", "EventList", "--yes"))
                .isEqualTo(new CommandRun(0, "EventList is rebuilt as version 2.\n", ""));
        assertThat(live).containsExactly("Registered", "TrickAdded");
        CommandRun watched = CommandRun.of(context, new PlayedTerminal(true, "y"), "rebuild", "EventList");
        assertThat(watched.exitCode()).isZero();
    }

    @Test
    void aFailingOneLeavesTheLiveOneAloneAndMayBeCancelled() {
        bean("nextList", shadow(new EventList(next, "TrickAdded")));
        live.add("as before");
        CommandRun failed = CommandRun.of(context, "rebuild", "EventList", "--yes");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).startsWith("CommandError: ").contains("not that");
        assertThat(live).containsExactly("as before");
        assertThat(CommandRun.of(context, "rebuild", "EventList", "--cancel", "--yes", "--json")
                        .out())
                .contains("\"rebuilt\":false");
        assertThat(next).isEmpty();
    }

    @Test
    void whichShadowIsMeantHasToBeClear() {
        assertThat(CommandRun.of(context, "rebuild", "EventList").err())
                .startsWith("CommandError: No beans of the type Shadow are for EventList. Declare one: ");
        bean("one", shadow(new EventList(next, "")));
        bean("two", shadow(new EventList(next, "")));
        CommandRun several = CommandRun.of(context, "rebuild", "EventList");
        assertThat(several.err())
                .isEqualTo(
                        "CommandError: Several beans of the type Shadow are for EventList. Name one with --shadow: one, two.\n");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(context, "rebuild", "EventList", "--shadow", "two", "--yes")
                        .exitCode())
                .isZero();
        assertThat(CommandRun.of(context, "rebuild", "EventList", "--shadow", "three")
                        .exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of(context, "rebuild", "TrickCounters", "--shadow", "two")
                        .err())
                .contains("TrickCounters cannot be rebuilt");
        assertThat(CommandRun.of(context, "rebuild", "Nope").err()).contains("Unknown followers selected: Nope.");
    }
}
