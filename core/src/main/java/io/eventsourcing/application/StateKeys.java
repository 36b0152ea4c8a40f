package io.eventsourcing.application;

import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Forgotten;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.ForgettingCipher;
import io.eventsourcing.mapping.StateAddress;
import io.eventsourcing.persistence.AggregateRecorder;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.SaveOutcome;
import io.eventsourcing.persistence.StoredEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** What is done with the keys of stored states: an originator is forgotten, states are encrypted anew. Thread-safe. */
public final class StateKeys {
    private static final int PAGE = 500;

    private final EventSourcing eventSourcing;

    StateKeys(EventSourcing eventSourcing) {
        this.eventSourcing = eventSourcing;
    }

    /** Those of the database that the application is stored in. */
    private StateKeys of(String applicationName) {
        return eventSourcing.forApplication(applicationName).stateKeys();
    }

    private Cipher cipherOf(String applicationName) {
        return eventSourcing.options(applicationName).states().cipher();
    }

    /**
     * Destroys the key of an originator's events and snapshots, so that nobody can read them again, and adds {@link Forgotten}
     * as its last event, which followers are told of. States that were stored before the originator had a key are made
     * unreadable too. All of it is done in the active transaction, or in one of its own. The events still count; their ids,
     * topics, times and metadata stay readable, and so does what others have made of them.
     *
     * @return whether it was done now; false if it had been forgotten before
     * @throws IllegalStateException if the cipher does not have a key for each originator
     * @throws IllegalArgumentException if the originator has no events
     * @throws io.eventsourcing.persistence.VersionConflictException if others who save its events were faster ten times in a row;
     *     nothing is forgotten then
     */
    public boolean forget(String applicationName, UUID originatorId) {
        return of(applicationName).forgetHere(applicationName, originatorId);
    }

    private boolean forgetHere(String applicationName, UUID originatorId) {
        if (!(cipherOf(applicationName) instanceof ForgettingCipher cipher)) {
            throw new IllegalStateException(
                    "Originator %s of application '%s' cannot be forgotten, since its events have no key of their own: encrypt them with an OriginatorKeyCipher"
                            .formatted(originatorId, applicationName));
        }
        return ConflictRetry.of(
                eventSourcing.transactions(),
                () -> eventSourcing.transactions().required(() -> {
                    StoredEvent last = last(applicationName, originatorId);
                    if (last.topic().equals(Forgotten.TOPIC)) {
                        return false;
                    }
                    stored(applicationName, originatorId).forEach(states -> states.encryptForeign(cipher));
                    Instant now = eventSourcing.clock().instant().truncatedTo(ChronoUnit.MICROS);
                    cipher.forget(applicationName, originatorId, now);
                    eventSourcing.store().put(List.of(forgotten(last, now)), outcome(applicationName, originatorId));
                    return true;
                }));
    }

    private StoredEvent last(String applicationName, UUID originatorId) {
        List<StoredEvent> last = eventSourcing.store().get(applicationName, originatorId, EventQuery.last());
        if (last.isEmpty()) {
            throw new IllegalArgumentException(
                    "Originator %s has no events in application '%s', so it cannot be forgotten"
                            .formatted(originatorId, applicationName));
        }
        return last.getFirst();
    }

    private StoredEvent forgotten(StoredEvent last, Instant now) {
        return eventSourcing
                .mapper()
                .toStored(
                        last.applicationName(),
                        null,
                        new DomainEvent<>(
                                last.originatorId(),
                                last.originatorVersion() + 1,
                                now,
                                eventSourcing.currentMetadata(),
                                new Forgotten()));
    }

    private SaveOutcome outcome(String applicationName, UUID originatorId) {
        return new SaveOutcome() {
            @Override
            public void committed() {
                eventSourcing.cache().dropAll(applicationName, originatorId);
            }

            @Override
            public void rolledBack() {}
        };
    }

    private Stream<States> stored(String applicationName, UUID originatorId) {
        return recorders()
                .map(recorder ->
                        new States(recorder, recorder.selectEvents(applicationName, originatorId, EventQuery.all())));
    }

    private Stream<AggregateRecorder> recorders() {
        return Stream.of(
                eventSourcing.persistence().eventRecorder(),
                eventSourcing.persistence().snapshotRecorder());
    }

    /** States of one recorder, to be encrypted as the cipher would do it today. */
    private record States(AggregateRecorder recorder, List<StoredEvent> rows) {
        /** Encrypts what is stored as it is, unless it has the key already, so that it goes with the key. */
        void encryptForeign(Cipher cipher) {
            for (StoredEvent row : rows) {
                StateAddress address = StateAddress.of(row);
                if (!cipher.isCurrent(row.state(), address)) {
                    recorder.replaceState(row, cipher.encrypt(row.state(), address));
                }
            }
        }

        long encryptAnew(Cipher cipher) {
            long changed = 0;
            for (StoredEvent row : rows) {
                StateAddress address = StateAddress.of(row);
                if (!cipher.isCurrent(row.state(), address)) {
                    byte[] anew = cipher.encrypt(cipher.decrypt(row.state(), address), address);
                    changed += recorder.replaceState(row, anew) ? 1 : 0;
                }
            }
            return changed;
        }
    }

    /**
     * Encrypts the stored states of an application as new ones are: after a change of keys, or of the cipher. They say what
     * they said. It may be stopped and begun again, while the application is used; states that nodes with earlier settings
     * still write are found by running it again.
     *
     * @param progress told after each page how many rows were looked at
     * @return how many states, and keys of originators, were encrypted anew
     * @throws io.eventsourcing.mapping.MapperException if a state cannot be decrypted; what was done before stays done
     */
    public long encryptAnew(String applicationName, LongConsumer progress) {
        return of(applicationName).encryptAnewHere(applicationName, progress);
    }

    private long encryptAnewHere(String applicationName, LongConsumer progress) {
        Cipher cipher = cipherOf(applicationName);
        long changed = cipher instanceof ForgettingCipher forgetting ? forgetting.renewKeys(applicationName) : 0;
        long lookedAt = 0;
        for (AggregateRecorder recorder : recorders().toList()) {
            List<Notification> page = recorder.selectRows(applicationName, 0, PAGE);
            while (!page.isEmpty()) {
                List<StoredEvent> rows = page.stream().map(Notification::event).toList();
                changed += eventSourcing.transactions().required(() -> new States(recorder, rows).encryptAnew(cipher));
                lookedAt += rows.size();
                progress.accept(lookedAt);
                page = recorder.selectRows(applicationName, page.getLast().id(), PAGE);
            }
        }
        return changed;
    }
}
