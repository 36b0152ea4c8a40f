package io.eventsourcing.spring.actuator;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.CommitListener;
import io.eventsourcing.persistence.Instrumentation;
import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.SettledHead;
import io.eventsourcing.spring.EventSourcingDatabases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;

/** Commits, events and conflicts of each application, counted as they happen, and how long the settled heads are held. */
final class AppendMeters implements MeterBinder, Instrumentation {
    private final ObjectProvider<EventSourcingDatabases> databases;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /** @param databases asked for once they are there, since they are told of this */
    AppendMeters(ObjectProvider<EventSourcingDatabases> databases) {
        this.databases = databases;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        databases.ifAvailable(all -> all.all().forEach((name, database) -> bind(registry, name, database)));
    }

    private static void bind(MeterRegistry registry, String name, EventSourcing database) {
        database.store().addListener(new Commits(registry));
        TimeGauge.builder(
                        "eventsourcing.head.held",
                        database.persistence().settledHead(),
                        TimeUnit.NANOSECONDS,
                        (SettledHead head) -> head.heldFor().toNanos())
                .description("For how long transactions have held the settled head of a database")
                .tag("database", name)
                .register(registry);
    }

    private record Commits(MeterRegistry registry) implements CommitListener {
        @Override
        public void committed(Set<String> applicationNames) {}

        @Override
        public void committed(Map<String, Integer> events) {
            events.forEach((application, count) -> {
                counter(registry, "commits", "Transactions that have stored events of the application", application)
                        .increment();
                counter(registry, "events", "Events of the application that were stored", application)
                        .increment(count);
            });
        }
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String application) {
        return Counter.builder("eventsourcing." + name)
                .description(description)
                .tag("application", application)
                .register(registry);
    }

    @Override
    public <T> T around(Work work, Supplier<T> task) {
        try {
            return task.get();
        } catch (IntegrityException e) {
            if (work instanceof Work.Append append) {
                append.applicationNames().forEach(this::countConflict);
            }
            throw e;
        }
    }

    private void countConflict(String application) {
        registries.forEach(
                registry -> counter(registry, "conflicts", "Appends that others were faster than", application)
                        .increment());
    }
}
