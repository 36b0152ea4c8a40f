package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.eventsourcing.spring.actuator.EventSourcingInfoAutoConfiguration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StartLogTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(StartLog.class);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ApplicationContextRunner runner = ShopContext.onH2()
            .withUserConfiguration(ShopContext.SystemConfiguration.class)
            .withConfiguration(AutoConfigurations.of(EventSourcingInfoAutoConfiguration.class));

    @BeforeEach
    void listen() {
        LOGGER.setLevel(Level.INFO);
        LOGGER.setAdditive(false);
        LOGGER.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(logged);
        LOGGER.setAdditive(true);
        LOGGER.setLevel(null);
    }

    @Test
    void aStartSaysInOneBlockWhatWasFound() {
        runner.withPropertyValues(
                        "eventsourcing.schema.table-prefix=es_",
                        "eventsourcing.compression=zlib",
                        "eventsourcing.applications.Receipts.snapshots=false",
                        "eventsourcing.runner.followers=Receipts")
                .run(context -> {
                    assertThat(logged.list).hasSize(1);
                    List<String> lines = logged.list
                            .getFirst()
                            .getFormattedMessage()
                            .lines()
                            .map(String::strip)
                            .toList();
                    assertThat(lines.getFirst())
                            .as("with the version of the jar")
                            .startsWith("Event sourcing");
                    assertThat(lines.subList(1, lines.size()))
                            .containsExactly(
                                    "Database dataSource: H2 2.4.240 (2025-09-22), tables es_stored_events, migrations by FLYWAY",
                                    "Receipts: ZlibCompressor, not encrypted, no snapshots, not cached",
                                    "Shop: ZlibCompressor, not encrypted, snapshots, not cached",
                                    "System: Shop -> Receipts",
                                    "Runner: MultiThreadedRunner, started, 3 connections, followers [Receipts]");
                });
    }

    @Test
    void itIsSwitchedOff() {
        runner.withPropertyValues("eventsourcing.log-startup-info=false")
                .run(context -> assertThat(logged.list).isEmpty());
    }

    @Test
    void theInfoEndpointTellsOfApplicationsAndTheSystem() {
        runner.run(context -> {
            Info.Builder info = new Info.Builder();
            context.getBean(InfoContributor.class).contribute(info);
            assertThat(info.build().getDetails().get("eventsourcing"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("applications", Map.of("Receipts", "dataSource", "Shop", "dataSource"))
                    .containsEntry("system", List.of("Shop -> Receipts"));
        });
    }
}
