package io.eventsourcing.examples.trainingschool.adopted;

import io.eventsourcing.application.OriginatorPage;
import io.eventsourcing.examples.trainingschool.Announcements;
import io.eventsourcing.examples.trainingschool.FrontDesk;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import io.eventsourcing.examples.trainingschool.TrickCounters;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the rows of the pages for what Django's users have done, at the first start and before the followers start. */
@Component
@Profile("django")
class AdoptedRows implements SmartInitializingSingleton {
    private static final int PAGE = 100;

    private final TrainingSchool school;
    private final FrontDesk frontDesk;
    private final TrickCounters counters;
    private final Announcements announcements;

    AdoptedRows(TrainingSchool school, FrontDesk frontDesk, TrickCounters counters, Announcements announcements) {
        this.school = school;
        this.frontDesk = frontDesk;
        this.counters = counters;
        this.announcements = announcements;
    }

    private interface Ids {
        OriginatorPage ids(long after, int limit);
    }

    @Override
    @Transactional
    public void afterSingletonsInstantiated() {
        if (frontDesk.list().isEmpty()) {
            each(school::ids, frontDesk::writeRow);
            each(counters::ids, counters::writeRow);
            each(announcements::ids, announcements::writeRow);
        }
    }

    private static void each(Ids ids, Consumer<UUID> row) {
        OriginatorPage page = ids.ids(0, PAGE);
        while (!page.ids().isEmpty()) {
            page.ids().forEach(row);
            page = ids.ids(page.position(), PAGE);
        }
    }
}
