package io.eventsourcing.spring.command;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.projection.Projection;
import io.eventsourcing.spring.command.SchoolSystem.Announcements;
import io.eventsourcing.spring.command.SchoolSystem.Dog.TrickAdded;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A dry run in Spring, on whatever database a subclass names, leaves it exactly as it was. */
abstract class DryRunContract {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class School {
        @Bean
        TrainingSchool school(EventSourcing eventSourcing) {
            return new TrainingSchool(eventSourcing);
        }

        @Bean
        Projection trickList(JdbcClient jdbc) {
            return new TrickList(jdbc);
        }

        @Bean
        EventSourcedSystem system(TrainingSchool school, Projection trickList, EventSourcing eventSourcing) {
            TrickCounters counters = new TrickCounters(eventSourcing);
            return EventSourcedSystem.of(
                    pipe(school, counters), pipe(counters, new Announcements(eventSourcing)), pipe(school, trickList));
        }
    }

    /** Writes by SQL. */
    record TrickList(JdbcClient jdbc) implements Projection {
        @Override
        public String name() {
            return "TrickList";
        }

        @Override
        public void project(DomainEvent<?> event) {
            if (event.body() instanceof TrickAdded added) {
                jdbc.sql("INSERT INTO tricks VALUES (?)").param(added.trick()).update();
            }
        }
    }

    private ConfigurableApplicationContext context;
    private JdbcClient jdbc;

    abstract String url();

    /** Everything that is in the database, sequences included. */
    abstract List<String> dump(JdbcClient client);

    @BeforeEach
    void start() {
        context = new SpringApplicationBuilder(School.class)
                .properties(
                        "spring.datasource.url=" + url(),
                        "spring.main.web-application-type=none",
                        "spring.main.banner-mode=off",
                        "spring.jpa.hibernate.ddl-auto=none",
                        "eventsourcing.runner.auto-start=false",
                        "logging.level.root=ERROR")
                .run();
        jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("CREATE TABLE tricks (name varchar(40) PRIMARY KEY)").update();
        TrainingSchool school = context.getBean(TrainingSchool.class);
        school.train("Fido", "sit", "roll over");
        CommandRun.of(context, "sync-followers");
        school.train("Rex", "fetch", "fetch again", "sit up");
        for (int n = 0; n < 3; n++) {
            school.train("Dog " + n, "beg");
            school.dogs().update(NameBasedUuid.forUrl("/dogs/Fido"), dog -> dog.addTrick("again"));
        }
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void theDatabaseIsAsItWas() {
        List<String> before = dump(jdbc);
        CommandRun run = CommandRun.of(context, "sync-followers", "--dry-run", "-v", "2");
        assertThat(run.out())
                .contains("Synchronizing TrickCounters... OK (dry-run)\n\t13 events from TrainingSchool processed\n")
                .contains("Synchronizing Announcements... OK (dry-run)\n\t 9 events from TrickCounters processed\n")
                .contains("Synchronizing TrickList... FAILED (dry-run)\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(dump(jdbc)).isEqualTo(before);
    }

    @Test
    void oneThatFailsUndoesNothingOfTheOthers() {
        CommandRun run = CommandRun.of(context, "sync-followers", "--json");
        assertThat(run.out())
                .contains("{\"follower\":\"TrickCounters\",\"ok\":true,\"processed\":{\"TrainingSchool\":13}}")
                .contains("\"follower\":\"TrickList\",\"ok\":false");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM tricks").query(Long.class).single())
                .isGreaterThan(2);
        assertThat(CommandRun.of(context, "followers").out())
                .containsPattern("FOLLOWER +LEADER +SEGMENT +POSITION +LAG +PARKED +STATE +ERROR")
                .containsPattern("TrickCounters +TrainingSchool +0 +\\d+ +0 +0 +running\n")
                .containsPattern("TrickList +TrainingSchool +0 +\\d+ +\\d+ +0 +stopped +Notification \\d+ ");
    }
}
