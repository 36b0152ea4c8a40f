package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.MessageRecorder;
import io.eventsourcing.persistence.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every message recorder does. */
public abstract class MessageRecorderContract extends PersistenceContract {
    private static final String KENNEL = "Kennel";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final UUID WALK = UUID.randomUUID();
    private static final UUID MEAL = UUID.randomUUID();

    private MessageRecorder messages() {
        return persistence().messageRecorder();
    }

    private static StoredMessage message(String application, UUID id, Instant due) {
        return new StoredMessage(event(application, id, 1, "topic"), due, due, 0);
    }

    private static StoredMessage message(UUID id, Instant due) {
        return message(SCHOOL, id, due);
    }

    @Test
    void theMessageThatWasDueFirstComesFirstAndNoneBeforeItsTime() {
        messages().put(message(WALK, LATER));
        messages().put(message(MEAL, NOON));
        assertThat(messages().firstDue(SCHOOL, NOON.minusNanos(1_000))).isEmpty();
        assertThat(messages().firstDue(SCHOOL, NOON)).hasValue(message(MEAL, NOON));
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(message(MEAL, NOON));
        assertThat(messages().count(SCHOOL)).isEqualTo(2);
    }

    @Test
    void aMessageIsTakenOutOnce() {
        messages().put(message(WALK, NOON));
        messages().put(message(MEAL, LATER));
        assertThat(messages().remove(SCHOOL, WALK)).isTrue();
        assertThat(messages().remove(SCHOOL, WALK)).isFalse();
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(message(MEAL, LATER));
        assertThat(messages().count(SCHOOL)).isEqualTo(1);
    }

    @Test
    void ofManyWhoTakeAMessageOutOneHasIt() {
        messages().put(message(WALK, NOON));
        List<Boolean> taken = Threads.together(4, i -> () -> messages().remove(SCHOOL, WALK));
        assertThat(taken).containsOnlyOnce(true);
    }

    @Test
    void aMessageTakesThePlaceOfTheOneOfItsId() {
        messages().put(message(WALK, NOON));
        messages().put(message(WALK, LATER));
        assertThat(messages().count(SCHOOL)).isEqualTo(1);
        assertThat(messages().firstDue(SCHOOL, NOON)).isEmpty();
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(message(WALK, LATER));
    }

    @Test
    void aFailedMessageComesWhenItIsToBeTriedAgain() {
        StoredMessage failed = message(WALK, NOON).failedUntil(LATER);
        messages().put(failed);
        messages().put(message(MEAL, NOON.plusSeconds(1)));
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(message(MEAL, NOON.plusSeconds(1)));
        messages().remove(SCHOOL, MEAL);
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(failed);
        assertThat(failed.attempts()).isEqualTo(1);
    }

    @Test
    void applicationsHaveMessagesApart() {
        messages().put(message(WALK, LATER));
        messages().put(message(KENNEL, WALK, NOON));
        assertThat(messages().firstDue(KENNEL, LATER)).hasValue(message(KENNEL, WALK, NOON));
        assertThat(messages().remove("Nobody", WALK)).isFalse();
        assertThat(messages().remove(KENNEL, WALK)).isTrue();
        assertThat(messages().firstDue(SCHOOL, LATER)).hasValue(message(WALK, LATER));
    }

    @Test
    void whatIsRolledBackWasNeitherPutNorTakenOut() {
        messages().put(message(WALK, NOON));
        assertThatThrownBy(() -> persistence().transactions().separate(() -> {
                    messages().remove(SCHOOL, WALK);
                    messages().put(message(MEAL, NOON));
                    assertThat(messages().firstDue(SCHOOL, NOON)).hasValue(message(MEAL, NOON));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(messages().firstDue(SCHOOL, NOON)).hasValue(message(WALK, NOON));
        assertThat(messages().count(SCHOOL)).isEqualTo(1);
    }
}
