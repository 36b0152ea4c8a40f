package io.eventsourcing.testkit.scenario;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.persistence.SaveOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An application that records whatever events it is told to. */
final class ScenarioLeader extends Application {
    private static final SaveOutcome NOBODY_ASKS = new SaveOutcome() {
        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}
    };

    private final Map<UUID, Long> versions = new HashMap<>();

    ScenarioLeader(EventSourcing eventSourcing, String name) {
        super(eventSourcing, name);
    }

    /**
     * Records an event as the next one of its originator.
     *
     * @return what a policy names as the cause of its own events
     */
    String happens(LeaderEvent event) {
        long version = versions.merge(event.originatorId(), 1L, Long::sum);
        eventSourcing().topics().register(event.body().getClass());
        var recorded = new DomainEvent<>(
                event.originatorId(),
                version,
                event.source().time(),
                event.source().metadata(),
                event.body());
        eventSourcing().store().put(List.of(eventSourcing().mapper().toStored(name(), null, recorded)), NOBODY_ASKS);
        return "%s/%s/%d".formatted(name(), event.originatorId(), version);
    }
}
