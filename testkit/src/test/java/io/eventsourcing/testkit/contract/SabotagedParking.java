package io.eventsourcing.testkit.contract;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.persistence.ParkingRecorder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps what followers have put aside, with one thing wrong. */
final class SabotagedParking implements ParkingRecorder {
    private final ParkingRecorder good;
    private final Fault fault;

    SabotagedParking(ParkingRecorder good, Fault fault) {
        this.good = good;
        this.fault = fault;
    }

    @Override
    public void park(List<ParkedNotification> parked) {
        if (fault != Fault.PARKS_NOTHING) {
            good.park(parked);
        }
    }

    @Override
    public List<ParkedNotification> select(String applicationName, String leaderName, long after, int limit) {
        String asked = fault == Fault.PARKS_FOR_EVERYONE ? "Counters" : applicationName;
        return good.select(asked, leaderName, after, limit);
    }

    @Override
    public Optional<ParkedNotification> first(String applicationName, String leaderName, UUID originatorId) {
        return fault == Fault.UNPARKS_THE_LAST
                ? good.select(applicationName, leaderName, 0, Integer.MAX_VALUE).stream()
                        .filter(parked -> parked.originatorId().equals(originatorId))
                        .reduce((first, second) -> second)
                : good.first(applicationName, leaderName, originatorId);
    }

    @Override
    public Set<UUID> originators(String applicationName, String leaderName) {
        return good.originators(applicationName, leaderName);
    }

    @Override
    public long count(String applicationName, String leaderName) {
        return good.count(applicationName, leaderName);
    }

    @Override
    public void update(ParkedNotification parked) {
        if (fault != Fault.FORGETS_ATTEMPTS) {
            good.update(parked);
        }
    }

    @Override
    public boolean remove(ParkedNotification parked) {
        return fault == Fault.KEEPS_WHAT_IS_REMOVED || good.remove(parked);
    }
}
