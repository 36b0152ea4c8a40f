package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Topic("kennel.domain:Visit")
final class Visit extends Aggregate<Visit.Event> implements Snapshots<Visit.State>, Attributes {
    sealed interface Event permits Started, Noted {}

    @Topic("kennel.domain:Visit.Started")
    record Started(String visitorName, String purpose) implements Event {}

    @Topic("kennel.domain:Visit.Noted")
    record Noted(String text) implements Event {}

    record State(String visitorName, String purpose, List<String> log) {}

    private String visitorName = "";
    private String purpose = "";
    private final List<String> log = new ArrayList<>();

    private Visit() {}

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Started started -> {
                visitorName = started.visitorName();
                purpose = started.purpose();
            }
            case Noted noted -> log.add(noted.text());
        }
    }

    @Override
    public State snapshot() {
        return new State(visitorName, purpose, List.copyOf(log));
    }

    @Override
    public void restore(State state) {
        visitorName = state.visitorName();
        purpose = state.purpose();
        log.addAll(state.log());
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return Map.of("visitor_name", visitorName, "purpose", purpose, "log", log);
    }
}
