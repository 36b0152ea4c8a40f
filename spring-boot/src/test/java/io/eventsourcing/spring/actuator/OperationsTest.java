package io.eventsourcing.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.spring.Shop;
import io.eventsourcing.spring.ShopContext;
import io.eventsourcing.spring.ShopContext.Receipts;
import io.eventsourcing.spring.actuator.EventSourcingEndpoint.Action;
import io.eventsourcing.spring.actuator.EventSourcingEndpoint.FollowerDescription;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerStatus.State;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner = ShopContext.onH2()
            .withConfiguration(AutoConfigurations.of(
                    EventSourcingEndpointAutoConfiguration.class,
                    EventSourcingHealthAutoConfiguration.class,
                    EventSourcingMetricsAutoConfiguration.class))
            .withUserConfiguration(ShopContext.SystemConfiguration.class)
            .withPropertyValues("eventsourcing.runner.retries=0");

    private static FollowerDescription receipts(EventSourcingEndpoint endpoint) {
        return Objects.requireNonNull(endpoint.follower("Receipts")).getFirst();
    }

    @Test
    void theEndpointTellsOfTheSystemAndItsFollowers() {
        runner.run(context -> {
            EventSourcingEndpoint endpoint = context.getBean(EventSourcingEndpoint.class);
            context.getBean(Shop.class).placeAndPay("1", 5);
            assertThat(endpoint.change("Receipts", Action.SYNC)).hasSize(1);
            assertThat(endpoint.system().pipes()).containsExactly("Shop -> Receipts");
            assertThat(endpoint.system().running()).isTrue();
            assertThat(endpoint.system().headDelay()).isNull();
            assertThat(receipts(endpoint).state()).isEqualTo(State.RUNNING);
            assertThat(receipts(endpoint).position()).isEqualTo(3);
            assertThat(receipts(endpoint).lag()).isZero();
            assertThat(endpoint.follower("Recipes")).isNull();
            assertThat(endpoint.change("Recipes", Action.PAUSE)).isNull();
        });
    }

    @Test
    void aFollowerIsPausedAndResumed() {
        runner.run(context -> {
            EventSourcingEndpoint endpoint = context.getBean(EventSourcingEndpoint.class);
            endpoint.change("Receipts", Action.PAUSE);
            assertThat(receipts(endpoint).state()).isEqualTo(State.PAUSED);
            context.getBean(Shop.class).place("1");
            endpoint.change("Receipts", Action.RESUME);
            await().atMost(PATIENCE)
                    .until(() -> !context.getBean(Receipts.class).seen().isEmpty());
        });
    }

    @Test
    void whatCannotBeDoneIsABadRequestWithTheReason() {
        runner.run(context -> {
            EventSourcingEndpoint endpoint = context.getBean(EventSourcingEndpoint.class);
            context.getBean(Receipts.class).refuse();
            context.getBean(Shop.class).place("1");
            await().atMost(PATIENCE).until(() -> receipts(endpoint).state() == State.STOPPED);
            assertThat(receipts(endpoint).error()).contains("out of paper");
            assertThatThrownBy(() -> endpoint.change("Receipts", Action.SYNC))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessageContaining("out of paper");
        });
    }

    @Test
    void aFollowerThatLagsMoreThanTheThresholdIsNotHealthy() {
        runner.withPropertyValues("eventsourcing.runner.auto-start=false", "eventsourcing.health.most-lag=1")
                .run(context -> {
                    HealthIndicator indicator = context.getBean(HealthIndicator.class);
                    context.getBean(Shop.class).place("1");
                    assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
                    context.getBean(Shop.class).place("2");
                    assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health(indicator).getDetails().get("Shop -> Receipts"))
                            .asString()
                            .contains("lag=2");
                });
    }

    private static Health health(HealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health());
    }

    @Test
    void metersCountWhatIsAppendedAndTellHowFollowersAreDoing() {
        runner.withPropertyValues("eventsourcing.runner.auto-start=false").run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            assertThat(context.getBeansOfType(MeterBinder.class)).hasSize(2);
            context.getBean(AppendMeters.class).bindTo(registry);
            new FollowerMeters(
                            context.getBean(EventSourcedSystem.class),
                            new RecentReports(context.getBean(FollowerMonitor.class), Duration.ZERO))
                    .bindTo(registry);
            Shop shop = context.getBean(Shop.class);
            shop.placeAndPay("1", 5);
            shop.place("2");
            assertThatThrownBy(() -> shop.place("2")).isInstanceOf(VersionConflictException.class);
            assertThat(counter(registry, "commits")).isEqualTo(2);
            assertThat(counter(registry, "events")).isEqualTo(4);
            assertThat(counter(registry, "conflicts")).isEqualTo(1);
            assertThat(gauge(registry, "lag")).isEqualTo(4);
            assertThat(gauge(registry, "position")).isZero();
            assertThat(gauge(registry, "stopped")).isZero();
            assertThat(registry.get("eventsourcing.head.held")
                            .tag("database", "dataSource")
                            .timeGauge()
                            .value())
                    .isZero();
        });
    }

    @Test
    void metersCountFailures() {
        runner.run(context -> {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            new FollowerMeters(
                            context.getBean(EventSourcedSystem.class),
                            new RecentReports(context.getBean(FollowerMonitor.class), Duration.ZERO))
                    .bindTo(registry);
            context.getBean(Receipts.class).refuse();
            context.getBean(Shop.class).place("1");
            await().atMost(PATIENCE).until(() -> gauge(registry, "stopped") == 1);
            assertThat(registry.get("eventsourcing.follower.failures")
                            .tag("follower", "Receipts")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        });
    }

    private static double counter(SimpleMeterRegistry registry, String name) {
        return registry.get("eventsourcing." + name)
                .tag("application", "Shop")
                .counter()
                .count();
    }

    private static double gauge(SimpleMeterRegistry registry, String name) {
        return registry.get("eventsourcing.follower." + name)
                .tags("follower", "Receipts", "leader", "Shop", "segment", "0")
                .gauge()
                .value();
    }

    @Test
    void withoutASystemThereIsNothingToOperate() {
        ShopContext.onH2()
                .withConfiguration(AutoConfigurations.of(
                        EventSourcingEndpointAutoConfiguration.class, EventSourcingMetricsAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EventSourcingEndpoint.class)
                        .hasSingleBean(AppendMeters.class)
                        .hasSingleBean(MeterBinder.class));
    }
}
