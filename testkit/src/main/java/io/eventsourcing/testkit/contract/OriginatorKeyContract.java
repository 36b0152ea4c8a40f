package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every recorder of the keys of originators does. */
public abstract class OriginatorKeyContract extends PersistenceContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

    private final UUID fido = UUID.randomUUID();
    private final UUID rex = UUID.randomUUID();

    private OriginatorKeyRecorder recorder() {
        return persistence().originatorKeyRecorder();
    }

    private static OriginatorKey key(UUID originatorId, int value) {
        return new OriginatorKey(originatorId, new byte[] {1, 0, (byte) value});
    }

    private Optional<OriginatorKey> stored(String applicationName, UUID originatorId) {
        return Optional.ofNullable(
                recorder().select(applicationName, List.of(originatorId)).get(originatorId));
    }

    /** Empty if there is no key, or none any more. */
    private byte[] wrapped(String applicationName, UUID originatorId) {
        OriginatorKey key = stored(applicationName, originatorId).orElse(null);
        byte[] wrapped = key == null ? null : key.wrapped();
        return wrapped == null ? new byte[0] : wrapped;
    }

    @Test
    void aKeyIsFoundAgainByItsOriginatorAndApplication() {
        recorder().insert(SCHOOL, key(fido, 1));
        recorder().insert(SCHOOL, key(rex, 2));
        recorder().insert("Kennel", key(fido, 3));
        Map<UUID, OriginatorKey> found = recorder().select(SCHOOL, List.of(fido, rex, UUID.randomUUID()));
        assertThat(found).containsOnlyKeys(fido, rex);
        assertThat(wrapped(SCHOOL, fido)).containsExactly(1, 0, 1);
        assertThat(wrapped("Kennel", fido)).containsExactly(1, 0, 3);
        assertThat(recorder().select(SCHOOL, List.of())).isEmpty();
    }

    @Test
    void manyKeysAreFoundAtOnce() {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(1_203).toList();
        persistence().transactions().required(() -> {
            ids.forEach(id -> recorder().insert(SCHOOL, key(id, 1)));
            return ids;
        });
        assertThat(recorder().select(SCHOOL, ids)).hasSize(ids.size());
        assertThat(inPages(100)).hasSize(ids.size()).containsAll(ids);
    }

    private Set<UUID> inPages(int limit) {
        Set<UUID> found = new HashSet<>();
        List<OriginatorKey> page = recorder().selectPage(SCHOOL, null, limit);
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(limit);
            page.forEach(key -> assertThat(found.add(key.originatorId())).isTrue());
            page = recorder().selectPage(SCHOOL, page.getLast().originatorId(), limit);
        }
        return found;
    }

    @Test
    void anOriginatorHasOneKeyForEver() {
        recorder().insert(SCHOOL, key(fido, 1));
        assertThatThrownBy(() -> recorder().insert(SCHOOL, key(fido, 2)))
                .isInstanceOfSatisfying(
                        IntegrityException.class,
                        conflict -> assertThat(conflict.retryable()).isTrue())
                .hasMessageContaining(fido.toString());
        assertThat(wrapped(SCHOOL, fido)).containsExactly(1, 0, 1);
    }

    @Test
    void ofManyWhoGiveAKeyExactlyOneDoes() {
        List<Boolean> given = Threads.together(8, i -> () -> {
            try {
                recorder().insert(SCHOOL, key(fido, i));
                return true;
            } catch (IntegrityException e) {
                return false;
            }
        });
        assertThat(given).containsOnlyOnce(true);
    }

    @Test
    void aForgottenKeyIsGoneAndRemembered() {
        recorder().insert(SCHOOL, key(fido, 1));
        recorder().forget(SCHOOL, fido, NOW);
        recorder().forget(SCHOOL, fido, NOW.plusSeconds(1));
        recorder().forget(SCHOOL, rex, NOW);
        assertThat(List.of(fido, rex)).allSatisfy(id -> {
            assertThat(stored(SCHOOL, id).map(OriginatorKey::forgotten)).hasValue(true);
            assertThatThrownBy(() -> recorder().insert(SCHOOL, key(id, 2))).isInstanceOf(IntegrityException.class);
        });
        assertThat(inPages(1)).containsExactlyInAnyOrder(fido, rex);
    }

    @Test
    void aKeyIsWrappedAnewUnlessItIsAnotherByNowOrForgotten() {
        recorder().insert(SCHOOL, key(fido, 1));
        assertThat(recorder().rewrap(SCHOOL, key(fido, 9), new byte[] {7})).isFalse();
        assertThat(recorder().rewrap(SCHOOL, key(rex, 1), new byte[] {7})).isFalse();
        assertThat(recorder().rewrap(SCHOOL, key(fido, 1), new byte[] {7})).isTrue();
        assertThat(wrapped(SCHOOL, fido)).containsExactly(7);
        recorder().forget(SCHOOL, fido, NOW);
        assertThat(recorder().rewrap(SCHOOL, new OriginatorKey(fido, new byte[] {7}), new byte[] {8}))
                .isFalse();
        assertThat(wrapped(SCHOOL, fido)).isEmpty();
    }

    @Test
    void keysComeAndGoWithTheTransaction() {
        recorder().insert(SCHOOL, key(rex, 1));
        List<Map<UUID, OriginatorKey>> within = new ArrayList<>();
        assertThatThrownBy(() -> persistence().transactions().required(() -> {
                    recorder().insert(SCHOOL, key(fido, 1));
                    recorder().forget(SCHOOL, rex, NOW);
                    within.add(recorder().select(SCHOOL, List.of(fido, rex)));
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        assertThat(within.getFirst())
                .containsOnlyKeys(fido, rex)
                .extractingByKey(rex)
                .hasToString("OriginatorKey[%s forgotten]".formatted(rex));
        assertThat(stored(SCHOOL, fido)).isEmpty();
        assertThat(wrapped(SCHOOL, rex)).containsExactly(1, 0, 1);
    }
}
