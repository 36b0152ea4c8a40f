package io.eventsourcing.spring.metadata;

import io.eventsourcing.application.EventSourcing;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;

/** Has the tasks of Spring's executors, and so methods that are {@code @Async}, carry the metadata of who submits them. */
final class CarryingTaskDecorator implements TaskDecorator {
    private final ObjectProvider<EventSourcing> eventSourcing;

    CarryingTaskDecorator(ObjectProvider<EventSourcing> eventSourcing) {
        this.eventSourcing = eventSourcing;
    }

    @Override
    public Runnable decorate(Runnable task) {
        List<Runnable> carrying = new ArrayList<>(1);
        eventSourcing.getObject().carryingMetadata(carrying::add).execute(task);
        return carrying.getFirst();
    }
}
