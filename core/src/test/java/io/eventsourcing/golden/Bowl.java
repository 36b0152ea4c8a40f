package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Topic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Topic("kennel.domain:Bowl")
final class Bowl extends Aggregate<Bowl.Event> implements Attributes {
    sealed interface Event permits Filled, Emptied {}

    @Topic("kennel.domain:Bowl.Filled")
    record Filled(double litres) implements Event {}

    @Topic("kennel.domain:Bowl.Emptied")
    record Emptied() implements Event {}

    private double litres;

    private Bowl() {}

    @Override
    protected long initialVersion() {
        return 0;
    }

    @Override
    protected void apply(Event event) {
        litres = event instanceof Filled filled ? filled.litres() : 0;
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        return Map.of("litres", litres);
    }
}
