package io.eventsourcing.testkit.contract;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.mapping.MapperException;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerStatus.State;
import io.eventsourcing.system.Runner;
import io.eventsourcing.system.ScheduledMessage;
import io.eventsourcing.testkit.contract.Reminders.Remind;
import io.eventsourcing.testkit.scenario.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that an application schedules to itself, on every backend. */
public abstract class ScheduledMessagesContract extends FollowersContract {
    private static final String REMINDERS = "Reminders";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private TestClock clock;
    private EventSourcing timed;
    private Tills tills;
    private Reminders reminders;
    private EventSourcedSystem system;

    @BeforeEach
    void makeSystem() {
        clock = TestClock.at(NOON);
        timed = EventSourcing.builder(persistence()).clock(clock).build();
        tills = new Tills(timed);
        reminders = new Reminders(timed);
        system = EventSourcedSystem.of(pipe(tills, reminders));
    }

    private long kept() {
        return persistence().messageRecorder().count(REMINDERS);
    }

    private void untilDelivered(int count) {
        until("%d are delivered".formatted(count), () -> reminders.amounts().size() >= count && kept() == 0);
    }

    @Test
    void aMessageIsDeliveredOnceWhenItIsDueAndNotBefore() {
        UUID id = reminders.remind(NOON.plusSeconds(60), 7);
        reminders.remind(NOON.plusSeconds(30), 6);
        List<ScheduledMessage> seen = new CopyOnWriteArrayList<>();
        reminders.before(seen::add);
        Runner runner = start(system, OPTIONS);
        clock.advance(Duration.ofSeconds(59));
        until("the first is delivered", () -> kept() == 1);
        assertThat(reminders.amounts()).containsExactly(6);
        clock.advance(Duration.ofSeconds(1));
        untilDelivered(2);
        assertThat(reminders.amounts()).containsExactly(6, 7);
        assertThat(seen.getLast())
                .isEqualTo(new ScheduledMessage(id, NOON.plusSeconds(60), new Remind(7), Metadata.none()));
        runner.stop();
        started(Runner.singleThreaded(system, OPTIONS));
        reminders.remind(NOON, 8);
        untilDelivered(3);
        assertThat(reminders.amounts()).containsExactly(6, 7, 8);
    }

    @Test
    void aPolicySchedulesInItsTransactionAndTheCauseIsKept() {
        List<ScheduledMessage> seen = new CopyOnWriteArrayList<>();
        reminders.before(seen::add);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 1, 2, 3);
        runner.await(REMINDERS, PATIENCE);
        assertThat(kept()).isEqualTo(3);
        clock.advance(Reminders.LATER);
        untilDelivered(3);
        assertThat(reminders.amounts()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(seen)
                .allSatisfy(message -> assertThat(message.metadata().get(Metadata.CAUSATION_ID))
                        .hasValueSatisfying(cause -> assertThat(cause).startsWith(TILLS)));
    }

    @Test
    void whatIsRolledBackWasNeverScheduledAndNeverCancelled() {
        UUID id = reminders.remind(NOON, 1);
        assertThatThrownBy(() -> timed.transactions().required(() -> {
                    reminders.remind(NOON, 2);
                    assertThat(reminders.forget(id)).isTrue();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(kept()).isEqualTo(1);
        start(system, OPTIONS);
        untilDelivered(1);
        assertThat(reminders.amounts()).containsExactly(1);
    }

    @Test
    void aMessageIsCancelledOrReplacedByItsId() {
        UUID id = reminders.remind(NOON, 1);
        UUID replaced = UUID.randomUUID();
        reminders.remind(replaced, NOON, 2);
        reminders.remind(replaced, NOON.plusSeconds(1), 3);
        assertThat(reminders.forget(id)).isTrue();
        assertThat(reminders.forget(id)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        start(system, OPTIONS);
        untilDelivered(1);
        assertThat(reminders.amounts()).containsExactly(3);
        assertThat(reminders.forget(replaced)).isFalse();
    }

    @Test
    void aFailingMessageIsTriedAgainWithAllItDidUndoneWhileOthersGoOn() {
        reminders.before(message -> {
            if (message.body().equals(new Remind(13))) {
                throw new IllegalStateException("The amount 13 is refused");
            }
        });
        reminders.remind(NOON.minusSeconds(1), 13);
        reminders.remind(NOON, 1);
        start(system, OPTIONS);
        until("the other one is delivered", () -> reminders.amounts().equals(List.of(1)));
        assertThat(kept()).isEqualTo(1);
        reminders.before(message -> {});
        clock.advance(Duration.ofMinutes(1));
        untilDelivered(2);
        assertThat(reminders.amounts()).containsExactly(1, 13);
    }

    @Test
    void severalProcessesDeliverEachMessageOnce() {
        for (int amount = 1; amount <= 60; amount++) {
            reminders.remind(NOON.plusMillis(amount), amount);
        }
        clock.advance(Duration.ofMinutes(1));
        start(system, OPTIONS);
        start(system, OPTIONS);
        start(EventSourcedSystem.of(pipe(tills, reminders)), OPTIONS);
        untilDelivered(60);
        assertThat(reminders.amounts()).isEqualTo(listed(1, 60));
    }

    @Test
    void pausingAnApplicationHoldsItsMessagesBackUntilItIsResumed() {
        FollowerControl control = FollowerControl.of(system);
        control.pause(REMINDERS);
        reminders.remind(NOON, 1);
        Runner runner = start(system, OPTIONS);
        tills.pay("Ada", 2);
        until("it has noticed", () -> runner.statuses().getFirst().state() == State.PAUSED);
        runner.stop();
        assertThat(kept()).isEqualTo(1);
        assertThat(reminders.amounts()).isEmpty();
        control.resume(REMINDERS);
        runner.start();
        until("the message is delivered", () -> reminders.amounts().equals(List.of(1)));
        control.pause(REMINDERS);
        long before = kept();
        reminders.remind(NOON, 3);
        runner.stop();
        started(Runner.singleThreaded(system, OPTIONS)).stop();
        assertThat(kept()).isEqualTo(before + 1);
        assertThat(reminders.amounts()).containsExactly(1);
    }

    @Test
    void onlyDeclaredTypesAreScheduled() {
        assertThatThrownBy(() -> reminders.scheduleAnything("text"))
                .isInstanceOf(MapperException.class)
                .hasMessageContaining("java.lang.String");
        assertThat(kept()).isZero();
    }
}
