package io.eventsourcing.spring.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.spring.command.CommandRun;
import io.eventsourcing.spring.command.PlayedTerminal;
import io.eventsourcing.spring.command.store.Kennel.Dog;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakeSnapshotsTest {
    private final KennelContext context = new KennelContext();

    private List<StoredEvent> snapshots() {
        return context.persistence.snapshotRecorder().selectRows("Kennel", 0, 2000).stream()
                .map(row -> row.event())
                .toList();
    }

    @Test
    void oneAggregateHasOne() {
        context.kennel.train("Fido", "sit");
        UUID fido = Kennel.idOf("Fido");
        assertThat(context.run("snapshot", fido))
                .isEqualTo(new CommandRun(0, "There is a snapshot of %s.\n".formatted(fido), ""));
        assertThat(context.run("snapshot", fido, "--json").exitCode()).isZero();
        assertThat(snapshots()).hasSize(1);
        assertThat(context.run("check").exitCode()).isZero();
    }

    @Test
    void allThatHaveChangedMuchHaveOne() {
        context.kennel.train("Fido", "sit", "roll over");
        context.kennel.train("Rex", "sit", "roll over", "beg");
        context.kennel.train("Luna", "sit", "roll over", "beg");
        context.kennel.dogs.update(Kennel.idOf("Luna"), Dog::die);
        context.kennel.dogs.takeSnapshot(Kennel.idOf("Rex"));
        context.kennel.train("Rex", "play dead");
        assertThat(context.run("snapshot", "--kind", "Dog", "--more-than", 2))
                .isEqualTo(new CommandRun(0, "1 snapshot of 3 aggregates taken.\n", ""));
        assertThat(snapshots()).extracting(StoredEvent::originatorVersion).containsExactly(4L, 3L);
        assertThat(context.run("snapshot", "--kind", "Dog", "--json").out())
                .contains("\"taken\":1", "\"aggregates\":3", "\"failed\":0");
        assertThat(context.runAt(new PlayedTerminal(true, null), "snapshot", "--kind", Dog.class.getName())
                        .err())
                .contains("3 aggregates looked at, 0 snapshots taken");
    }

    @Test
    void moreThanAPageOfAggregatesIsLookedAt() {
        IntStream.range(0, 501).forEach(number -> context.kennel.train("Dog " + number));
        assertThat(context.run("snapshot", "--kind", "Dog").out())
                .isEqualTo("501 snapshots of 501 aggregates taken.\n");
        assertThat(snapshots()).hasSize(501);
    }

    @Test
    void oneThatCannotBeReadDoesNotHinderTheOthers() {
        context.kennel.train("Fido");
        context.kennel.train("Rex");
        StoredEvent first = context.damageFirst();
        CommandRun run = context.run("snapshot", "--kind", "Dog");
        assertThat(run.out()).isEqualTo("1 snapshot of 2 aggregates taken.\n");
        assertThat(run.err()).startsWith(first.originatorId() + ": ");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void whatHasNoSnapshotsIsAnError() {
        context.kennel.move("1 Main Street");
        assertThat(context.run("snapshot", NameBasedUuid.forUrl("/owners/1")).err())
                .endsWith("Owner has no snapshots: let it implement Snapshots<State>\n");
        assertThat(context.run("snapshot", "--kind", "Owner").exitCode()).isEqualTo(1);
        assertThat(context.run("snapshot", new UUID(0, 0)).err()).contains("Kennel has no aggregate 00000000-");
        assertThat(context.run("snapshot", "--kind", "Cat").err())
                .contains("No kinds of aggregates are 'Cat'. The kinds are: ");
        assertThat(context.run("snapshot").exitCode()).isEqualTo(2);
    }
}
