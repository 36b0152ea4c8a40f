package io.eventsourcing.spring;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.PersistenceModule;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The databases that single applications are stored in because settings name them. */
final class NamedDatabases {
    private final Map<String, PersistenceModule> byApplication;

    private NamedDatabases(Map<String, PersistenceModule> byApplication) {
        this.byApplication = byApplication;
    }

    /**
     * Those that the settings name.
     *
     * @param backend makes the backend in a data source; asked once for each
     * @throws InvalidSettingException if there is no data source of a name
     */
    static NamedDatabases of(
            EventSourcingProperties properties,
            DataSources dataSources,
            Function<DataSources.Chosen, PersistenceModule> backend) {
        Map<String, PersistenceModule> made = new HashMap<>();
        Map<String, PersistenceModule> byApplication = new HashMap<>();
        properties.dataSourceNames().forEach((application, name) -> {
            DataSources.Chosen chosen = dataSources.named(setting(application), name);
            byApplication.put(
                    StorageSettings.canonical(application),
                    made.computeIfAbsent(name, unknown -> backend.apply(chosen)));
        });
        return new NamedDatabases(byApplication);
    }

    /** The setting of one application. */
    static String setting(String application) {
        return "eventsourcing.applications.%s.data-source".formatted(application);
    }

    /** The backend of an application or a projection; null if no setting names its database. */
    @Nullable
    PersistenceModule of(String application) {
        return byApplication.get(StorageSettings.canonical(application));
    }

    /**
     * Event sourcing of the database that all others share, which knows those that are named.
     *
     * @param factory makes it for a backend and the function that knows the others
     */
    EventSourcing connect(
            PersistenceModule main,
            BiFunction<PersistenceModule, BiFunction<String, EventSourcing, EventSourcing>, EventSourcing> factory) {
        Map<PersistenceModule, EventSourcing> made = new IdentityHashMap<>();
        BiFunction<String, EventSourcing, EventSourcing> elsewhere = (application, here) -> {
            PersistenceModule there = of(application);
            return there == null ? here : made.getOrDefault(there, here);
        };
        EventSourcing shared = factory.apply(main, elsewhere);
        made.put(main, shared);
        byApplication
                .values()
                .forEach(named -> made.computeIfAbsent(named, unknown -> factory.apply(unknown, elsewhere)));
        return shared;
    }
}
