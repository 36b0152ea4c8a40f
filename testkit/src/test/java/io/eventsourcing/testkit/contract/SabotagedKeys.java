package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OriginatorKey;
import io.eventsourcing.persistence.OriginatorKeyRecorder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keys of originators, wrongly kept. */
record SabotagedKeys(OriginatorKeyRecorder good, Fault fault) implements OriginatorKeyRecorder {
    @Override
    public Map<UUID, OriginatorKey> select(String applicationName, Collection<UUID> originatorIds) {
        return fault == Fault.LOSES_KEYS ? Map.of() : good.select(applicationName, originatorIds);
    }

    @Override
    public List<OriginatorKey> selectPage(String applicationName, @Nullable UUID after, int limit) {
        return good.selectPage(applicationName, after, limit);
    }

    @Override
    public void insert(String applicationName, OriginatorKey key) {
        try {
            good.insert(applicationName, key);
        } catch (IntegrityException e) {
            if (fault != Fault.GIVES_A_SECOND_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean rewrap(String applicationName, OriginatorKey stored, byte[] wrapped) {
        return good.rewrap(applicationName, stored, wrapped);
    }

    @Override
    public void forget(String applicationName, UUID originatorId, Instant at) {
        if (fault != Fault.RESTORES_FORGOTTEN_KEYS) {
            good.forget(applicationName, originatorId, at);
        }
    }
}
