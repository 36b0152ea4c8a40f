package io.eventsourcing.spring.actuator;

import io.eventsourcing.application.Application;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.eventsourcing.system.EventSourcedSystem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** What the endpoint {@code info} tells: the version, the applications with their databases, the system. */
final class EventSourcingInfo implements InfoContributor {
    private final EventSourcingDatabases databases;
    private final ObjectProvider<Application> applications;
    private final ObjectProvider<EventSourcedSystem> systems;

    EventSourcingInfo(
            EventSourcingDatabases databases,
            ObjectProvider<Application> applications,
            ObjectProvider<EventSourcedSystem> systems) {
        this.databases = databases;
        this.applications = applications;
        this.systems = systems;
    }

    @Override
    public void contribute(Info.Builder info) {
        Map<String, Object> details = new LinkedHashMap<>();
        EventSourcingDatabases.version().ifPresent(version -> details.put("version", version));
        Map<String, String> stored = new TreeMap<>();
        applications.forEach(application -> stored.put(application.name(), databases.nameOf(application)));
        details.put("applications", stored);
        details.put(
                "system",
                systems.stream().flatMap(system -> system.toString().lines()).toList());
        info.withDetail("eventsourcing", details);
    }
}
