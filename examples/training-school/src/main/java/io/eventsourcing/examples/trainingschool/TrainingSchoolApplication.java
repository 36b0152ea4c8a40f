package io.eventsourcing.examples.trainingschool;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.system.EventSourcedSystem;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application, and who follows whom in it. */
@SpringBootApplication
public class TrainingSchoolApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(TrainingSchoolApplication.class, arguments);
    }

    @Bean
    EventSourcedSystem system(TrainingSchool school, TrickCounters counters, Announcements announcements) {
        return EventSourcedSystem.of(pipe(school, counters), pipe(counters, announcements));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
