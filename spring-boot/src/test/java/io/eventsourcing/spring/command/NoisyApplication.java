package io.eventsourcing.spring.command;

import static io.eventsourcing.system.EventSourcedSystem.pipe;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** An application that says so wherever something of its own runs. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
class NoisyApplication {
    static final String NOISE = "NOISE:";

    public static void main(String[] arguments) {
        SpringApplication.run(NoisyApplication.class, arguments).close();
        noise("main went on");
    }

    private static void noise(String what) {
        System.out.println(NOISE + what);
    }

    /** Its school is needed by the commands, and so is made although everything is lazy. */
    static class NoisySchool extends TrainingSchool {
        NoisySchool(EventSourcing eventSourcing, Environment environment) {
            super(eventSourcing);
            String profiles = String.join(",", environment.getActiveProfiles());
            System.out.println("profiles " + profiles);
        }

        @Scheduled(fixedRate = 1)
        void scheduled() {
            noise("scheduled");
        }

        @EventListener
        void on(ContextRefreshedEvent event) {
            noise("context refreshed");
        }

        @EventListener
        void on(ApplicationReadyEvent event) {
            noise("application ready");
        }
    }

    /** A lifecycle bean, as message listeners are. */
    static class Lifecycle implements SmartLifecycle {
        @Override
        public void start() {
            noise("lifecycle");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    @Bean
    NoisySchool school(EventSourcing eventSourcing, Environment environment) {
        return new NoisySchool(eventSourcing, environment);
    }

    @Bean
    EventSourcedSystem system(NoisySchool school, EventSourcing eventSourcing) {
        return EventSourcedSystem.of(pipe(school, new TrickCounters(eventSourcing)));
    }

    @Bean
    Lifecycle lifecycle() {
        return new Lifecycle();
    }

    @Bean
    CommandLineRunner commandLineRunner() {
        return arguments -> noise("command line runner");
    }

    @Bean
    ApplicationRunner applicationRunner() {
        return arguments -> noise("application runner");
    }
}
