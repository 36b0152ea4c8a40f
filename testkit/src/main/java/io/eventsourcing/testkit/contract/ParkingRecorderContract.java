package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkedNotification.Failure;
import io.eventsourcing.persistence.ParkingRecorder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every parking recorder does. */
public abstract class ParkingRecorderContract extends PersistenceContract {
    private static final String FOLLOWER = "Counters";
    private static final UUID FIDO = UUID.randomUUID();
    private static final UUID REX = UUID.randomUUID();

    private ParkingRecorder parking() {
        return persistence().parkingRecorder();
    }

    private static ParkedNotification parked(String follower, long id, UUID originator, @Nullable Failure failure) {
        return new ParkedNotification(
                follower, SCHOOL, id, originator, 3, failure, 6, Instant.parse("2026-01-01T00:00:00.123456Z"));
    }

    private static ParkedNotification parked(long id, UUID originator) {
        return parked(FOLLOWER, id, originator, new Failure("java.lang.IllegalStateException", "unlucky " + id));
    }

    private List<ParkedNotification> all() {
        return parking().select(FOLLOWER, SCHOOL, 0, 100);
    }

    @Test
    void whatIsParkedIsSelectedInPagesInTheOrderOfTheIds() {
        ParkedNotification behind = parked(FOLLOWER, 9, FIDO, null);
        parking().park(List.of(parked(7, FIDO), behind));
        parking().park(List.of(parked(8, REX)));
        assertThat(all()).containsExactly(parked(7, FIDO), parked(8, REX), behind);
        assertThat(parking().select(FOLLOWER, SCHOOL, 0, 2)).containsExactly(parked(7, FIDO), parked(8, REX));
        assertThat(parking().select(FOLLOWER, SCHOOL, 8, 2)).containsExactly(behind);
        assertThat(parking().select(FOLLOWER, SCHOOL, 9, 2)).isEmpty();
        assertThat(parking().count(FOLLOWER, SCHOOL)).isEqualTo(3);
    }

    @Test
    void aMessageIsKeptAsItIs() {
        Failure failure = new Failure("Größe", "„犬“\n\tat line 1\n" + "x".repeat(10_000));
        parking().park(List.of(parked(FOLLOWER, 1, FIDO, failure)));
        assertThat(all()).extracting(ParkedNotification::failure).containsExactly(failure);
    }

    @Test
    void followersAndLeadersParkApart() {
        parking().park(List.of(parked(7, FIDO), parked("Others", 8, REX, null)));
        assertThat(all()).containsExactly(parked(7, FIDO));
        assertThat(parking().select("Others", SCHOOL, 0, 10)).containsExactly(parked("Others", 8, REX, null));
        assertThat(parking().select(FOLLOWER, "Kennel", 0, 10)).isEmpty();
        assertThat(parking().originators(FOLLOWER, SCHOOL)).containsExactly(FIDO);
        assertThat(parking().count("Others", SCHOOL)).isEqualTo(1);
        assertThat(parking().first("Others", SCHOOL, FIDO)).isEmpty();
    }

    @Test
    void theFirstOfAnOriginatorIsTheOneOfTheLowestId() {
        parking().park(List.of(parked(9, FIDO), parked(7, FIDO), parked(8, REX)));
        assertThat(parking().first(FOLLOWER, SCHOOL, FIDO)).hasValue(parked(7, FIDO));
        assertThat(parking().first(FOLLOWER, SCHOOL, UUID.randomUUID())).isEmpty();
    }

    @Test
    void theOriginatorsArePutTogether() {
        assertThat(parking().originators(FOLLOWER, SCHOOL)).isEmpty();
        parking().park(List.of(parked(7, FIDO), parked(8, REX), parked(9, FIDO)));
        assertThat(parking().originators(FOLLOWER, SCHOOL)).containsExactlyInAnyOrder(FIDO, REX);
    }

    @Test
    void whatIsRemovedIsGone() {
        parking().park(List.of(parked(7, FIDO), parked(8, REX)));
        assertThat(parking().remove(parked(7, FIDO))).isTrue();
        assertThat(parking().remove(parked(7, FIDO))).isFalse();
        assertThat(all()).containsExactly(parked(8, REX));
    }

    @Test
    void anAttemptIsStored() {
        parking().park(List.of(parked(7, FIDO), parked(8, REX)));
        Failure newest = new Failure("E", "again");
        parking().update(parked(7, FIDO).failedAgain(newest));
        assertThat(all()).containsExactly(parked(7, FIDO).failedAgain(newest), parked(8, REX));
        assertThat(all().getFirst().attempts()).isEqualTo(7);
    }

    @Test
    void whatIsParkedInATransactionThatRollsBackIsNotParked() {
        parking().park(List.of(parked(6, REX)));
        assertThatThrownBy(() -> persistence().transactions().separate(() -> {
                    parking().park(List.of(parked(7, FIDO)));
                    parking().remove(parked(6, REX));
                    assertThat(all()).containsExactly(parked(7, FIDO));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(all()).containsExactly(parked(6, REX));
    }
}
