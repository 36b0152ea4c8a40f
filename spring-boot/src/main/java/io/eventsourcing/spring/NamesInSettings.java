package io.eventsourcing.spring;

import io.eventsourcing.application.Application;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.system.EventSourcedSystem;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Refuses settings that name applications or followers that are not there. */
final class NamesInSettings implements SmartInitializingSingleton {
    private final EventSourcingProperties properties;
    private final NamedDatabases named;
    private final ObjectProvider<Application> applications;
    private final ObjectProvider<EventSourcedSystem> systems;

    NamesInSettings(
            EventSourcingProperties properties,
            NamedDatabases named,
            ObjectProvider<Application> applications,
            ObjectProvider<EventSourcedSystem> systems) {
        this.properties = properties;
        this.named = named;
        this.applications = applications;
        this.systems = systems;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!properties.applications().isEmpty()) {
            Set<String> known = known();
            properties.applications().keySet().forEach(name -> refuseUnknown(name, known));
            applications.forEach(this::refuseElsewhere);
        }
    }

    /** An application that was made with event sourcing of its own does not hear of the setting. */
    private void refuseElsewhere(Application application) {
        PersistenceModule there = named.of(application.name());
        if (there != null && application.eventSourcing().persistence() != there) {
            throw new InvalidSettingException(
                    NamedDatabases.setting(application.name()),
                    "is set, but the application was made with an EventSourcing that does not know of it",
                    "make the application with the auto-configured EventSourcing bean, or remove the setting");
        }
    }

    /** Refuses names of followers that a system does not have. */
    static void refuseUnknownFollowers(Set<String> names, EventSourcedSystem system) {
        for (String name : names) {
            if (!system.followers().contains(name)) {
                throw new InvalidSettingException(
                        "eventsourcing.runner.followers",
                        "names '%s', which is no follower of the system".formatted(name),
                        "use names out of %s, or none for all of them".formatted(system.followers()));
            }
        }
    }

    /** The names of the beans, and of what is only in a system. */
    private Set<String> known() {
        Set<String> known = new TreeSet<>();
        applications.forEach(application -> known.add(application.name()));
        systems.forEach(system -> {
            known.addAll(system.leaders());
            known.addAll(system.followers());
            known.addAll(system.singles());
        });
        return known;
    }

    private static void refuseUnknown(String name, Set<String> known) {
        if (known.stream().map(StorageSettings::canonical).noneMatch(StorageSettings.canonical(name)::equals)) {
            throw new InvalidSettingException(
                    "eventsourcing.applications." + name,
                    "is set, but no application is named so",
                    "use one of the names %s, or make the application a bean".formatted(known));
        }
    }
}
