package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.application.AggregateCache;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.jdbc.JdbcPersistence;
import io.eventsourcing.persistence.PersistenceModule;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import io.eventsourcing.spring.actuator.EventSourcingHealthAutoConfiguration;
import io.eventsourcing.system.Runner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EventSourcingAutoConfigurationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void nothingIsConfiguredWhenEventSourcingIsOff() {
        ShopContext.onH2()
                .withPropertyValues("eventsourcing.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(EventSourcing.class));
    }

    @Test
    void withoutADataSourceNothingIsConfigured() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(EventSourcingAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(EventSourcing.class)
                        .doesNotHaveBean(Runner.class));
    }

    @Test
    void aBackendOfTheApplicationsOwnIsUsed() {
        ShopContext.onH2()
                .withBean(PersistenceModule.class, MemoryPersistence::new)
                .run(context ->
                        assertThat(context).hasSingleBean(EventSourcing.class).doesNotHaveBean(JdbcPersistence.class));
    }

    @Test
    void customizersChangeTheSettings() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withBean(
                        EventSourcingCustomizer.class,
                        () -> builder -> builder.clock(Clock.fixed(noon, ZoneOffset.UTC)))
                .run(context -> {
                    context.getBean(Shop.class).place("1");
                    assertThat(context.getBean(Shop.class)
                                    .notificationLog()
                                    .select(0, 1)
                                    .notifications()
                                    .getFirst()
                                    .event()
                                    .recordedAt())
                            .isEqualTo(noon);
                });
    }

    @Test
    void theRunnerStartsAndStopsWithTheContextAndFollowsThroughProxies() {
        Runner[] runner = new Runner[1];
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .run(context -> {
                    runner[0] = context.getBean(Runner.class);
                    assertThat(runner[0].running()).isTrue();
                    Shop shop = context.getBean(Shop.class);
                    ShopContext.Receipts receipts = context.getBean(ShopContext.Receipts.class);
                    assertThat(receipts.getClass()).isNotEqualTo(ShopContext.Receipts.class);
                    shop.placeAndPay("1", 5);
                    runner[0].await("Receipts", PATIENCE);
                    assertThat(receipts.seen()).hasSize(3);
                });
        assertThat(runner[0].running()).isFalse();
    }

    @Test
    void theSingleThreadedRunnerIsDoneWhenTheTransactionalMethodReturns() {
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues(
                        "eventsourcing.runner.kind=single-threaded",
                        "eventsourcing.runner.poll-interval=1h",
                        "spring.datasource.hikari.maximum-pool-size=3")
                .run(context -> {
                    ShopContext.Receipts receipts = context.getBean(ShopContext.Receipts.class);
                    await().atMost(PATIENCE)
                            .until(() -> context.getBean(Runner.class).running());
                    context.getBean(Shop.class).placeAndPay("1", 5);
                    context.getBean(Runner.class).await("Receipts", PATIENCE);
                    assertThat(receipts.seen()).hasSize(3);
                });
    }

    @Test
    void healthTellsHowFollowersAreDoingAndIsDownWhenOneHasStopped() {
        ShopContext.onH2()
                .withConfiguration(AutoConfigurations.of(EventSourcingHealthAutoConfiguration.class))
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("eventsourcing.runner.retries=0")
                .run(context -> {
                    HealthIndicator indicator = context.getBean(HealthIndicator.class);
                    context.getBean(Shop.class).place("1");
                    context.getBean(Runner.class).await("Receipts", PATIENCE);
                    assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
                    assertThat(health(indicator).getDetails()).containsKey("Shop -> Receipts");

                    context.getBean(ShopContext.Receipts.class).refuse();
                    context.getBean(Shop.class).place("2");
                    await().atMost(PATIENCE).until(() -> health(indicator).getStatus() == Status.DOWN);
                    assertThat(health(indicator).getDetails().get("Shop -> Receipts"))
                            .asString()
                            .contains("STOPPED", "out of paper");
                });
    }

    private static Health health(HealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health());
    }

    @Test
    void aNodeThatOnlyServesRequestsStartsNoRunner() {
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("eventsourcing.runner.auto-start=false")
                .run(context ->
                        assertThat(context.getBean(Runner.class).running()).isFalse());
    }

    @Test
    void aPoolThatIsTooSmallForTheFollowersIsRefusedWithTheSum() {
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("spring.datasource.hikari.maximum-pool-size=2")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("has 2 connections, but the followers need 4")
                        .hasMessageContaining("maximum-pool-size"));
    }

    @Test
    void aSettingOutOfRangeIsRefusedWithItsNameAndRemedy() {
        ShopContext.onH2()
                .withPropertyValues("eventsourcing.runner.batch-size=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("eventsourcing.runner.batch-size is 0: set it to 1 or more"));
    }

    @Test
    void aggregatesAreCachedWhenTheCacheHasASize() {
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("eventsourcing.cache.maximum-size=10", "eventsourcing.cache.fast-forward=false")
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    AggregateCache cache = context.getBean(EventSourcing.class).cache();
                    shop.place("1");
                    shop.pay("1", 5);
                    assertThat(cache.statistics()).isEqualTo(new AggregateCache.Statistics(1, 0, 1));
                });
    }

    @Test
    void withoutASizeNothingIsCached() {
        ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .run(context -> {
                    context.getBean(Shop.class).place("1");
                    assertThat(context.getBean(EventSourcing.class)
                                    .cache()
                                    .statistics()
                                    .size())
                            .isZero();
                });
    }

    @Test
    void aCacheOfNoSizeIsRefused() {
        ShopContext.onH2()
                .withPropertyValues("eventsourcing.cache.maximum-size=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("eventsourcing.cache.maximum-size is 0: set it to 1 or more"));
    }
}
