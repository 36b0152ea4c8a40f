package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** Something worth telling everyone, told once: its id is made of its text. */
public class Announcement extends Aggregate<Announcement.Event> {
    public sealed interface Event permits Published {}

    public record Published(String text, UUID counterId) implements Event {}

    private String text = "";
    private UUID counterId = new UUID(0, 0);

    private Announcement() {}

    public static UUID idOf(String text) {
        return NameBasedUuid.forUrl("/announcements/" + text);
    }

    public static Announcement publish(String text, UUID counterId) {
        return create(Announcement::new, idOf(text), new Published(text, counterId));
    }

    @Override
    protected void apply(Event event) {
        switch (event) {
            case Published e -> {
                text = e.text();
                counterId = e.counterId();
            }
        }
    }

    public String text() {
        return text;
    }

    public UUID counterId() {
        return counterId;
    }
}
