package io.eventsourcing.golden;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Topic("training_school.domain:Announcement")
final class Announcement extends Aggregate<Announcement.Published> implements Attributes {
    @Topic("training_school.domain:Announcement.Published")
    record Published(String text, UUID counterId) {}

    private @Nullable Published published;

    private Announcement() {}

    static Announcement publish(String text, UUID counterId) {
        return create(
                Announcement::new, NameBasedUuid.forUrl("/announcements/" + text), new Published(text, counterId));
    }

    @Override
    protected void apply(Published event) {
        published = event;
    }

    @Override
    public Map<String, @Nullable Object> attributes() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        if (published != null) {
            attributes.put("text", published.text());
            attributes.put("counter_id", published.counterId());
        }
        return attributes;
    }
}
