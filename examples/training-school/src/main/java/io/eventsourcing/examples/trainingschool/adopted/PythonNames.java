package io.eventsourcing.examples.trainingschool.adopted;

import static io.eventsourcing.mapping.Upcaster.renamed;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.examples.trainingschool.Announcement;
import io.eventsourcing.examples.trainingschool.Dog;
import io.eventsourcing.examples.trainingschool.TrickCounter;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.spring.EventSourcingCustomizer;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What Python's names stand for. New events are stored under the names of the classes; were Python to read them too, the
 * classes would have Python's names as their {@link io.eventsourcing.domain.Topic}, and nothing of this were needed.
 */
@Component
@Profile("django")
class PythonNames implements EventSourcingCustomizer {
    private static final Upcaster[] ALIASES = {
        renamed("training_school.domain:Dog", Dog.class),
        renamed("training_school.domain:Dog.Registered", Dog.Registered.class),
        renamed("training_school.domain:Dog.TrickAdded", Dog.TrickAdded.class),
        renamed("training_school.domain:TrickCounter", TrickCounter.class),
        renamed("training_school.domain:TrickCounter.Started", TrickCounter.Started.class),
        renamed("training_school.domain:TrickCounter.Incremented", TrickCounter.Incremented.class),
        renamed("training_school.domain:Announcement", Announcement.class),
        renamed("training_school.domain:Announcement.Published", Announcement.Published.class)
    };

    @Override
    public void customize(EventSourcing.Builder builder) {
        builder.upcasters(ALIASES);
    }
}
