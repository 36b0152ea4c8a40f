package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Topic("training_school.domain:TrickCounter")
final class TrickCounter extends Aggregate<TrickCounter.Event> implements Attributes {
    sealed interface Event permits Started, Incremented {}

    @Topic("training_school.domain:TrickCounter.Started")
    record Started(String trick) implements Event {}

    @Topic("training_school.domain:TrickCounter.Incremented")
    record Incremented(UUID dogId) implements Event {}

    private String trick = "";
    private int count;
    private @Nullable UUID lastDogId;

    private TrickCounter() {}

    static UUID idOf(String trick) {
        return NameBasedUuid.forUrl("/tricks/" + trick);
    }

    static TrickCounter start(String trick) {
        return create(TrickCounter::new, idOf(trick), new Started(trick));
    }

    void increment(UUID dogId) {
        trigger(new Incremented(dogId));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Started started -> trick = started.trick();
            case Incremented incremented -> {
                count++;
                lastDogId = incremented.dogId();
            }
        }
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        attributes.put("trick", trick);
        attributes.put("count", count);
        attributes.put("last_dog_id", lastDogId);
        return attributes;
    }
}
