package io.eventsourcing.persistence.memory;

import io.eventsourcing.persistence.ParkedNotification;

record MemoryParkingKey(String applicationName, String leaderName, long notificationId) {
    static MemoryParkingKey of(ParkedNotification parked) {
        return new MemoryParkingKey(parked.applicationName(), parked.leaderName(), parked.notificationId());
    }
}
