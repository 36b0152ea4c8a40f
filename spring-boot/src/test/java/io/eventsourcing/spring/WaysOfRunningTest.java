package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.AggregateCache;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests that roll back, restarts in one process, lazy initialisation, virtual threads. */
class WaysOfRunningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner =
            ShopContext.onH2().withUserConfiguration(ShopContext.SystemConfiguration.class);

    @Test
    void aTransactionThatIsRolledBackLeavesNothingInTablesCacheOrFollowers() {
        runner.withPropertyValues("eventsourcing.cache.maximum-size=10").run(context -> {
            Shop shop = context.getBean(Shop.class);
            AggregateCache cache = context.getBean(EventSourcing.class).cache();
            List<Set<String>> prompts = new ArrayList<>();
            context.getBean(EventSourcing.class).store().addListener(prompts::add);
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(test -> {
                shop.placeAndPay("1", 5);
                shop.writeNow();
                assertThat(shop.paid("1")).isEqualTo(10);
                test.setRollbackOnly();
            });
            assertThat(shop.contains("1")).isFalse();
            assertThat(cache.statistics().size()).isZero();
            assertThat(prompts).isEmpty();
            shop.placeAndPay("1", 7);
            context.getBean(Runner.class).await("Receipts", PATIENCE);
            assertThat(context.getBean(ShopContext.Receipts.class).seen()).hasSize(3);
            assertThat(context.getBean(JdbcClient.class)
                            .sql("SELECT count(*) FROM stored_events WHERE application_name = 'Shop'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(3);
        });
    }

    @Test
    void aRestartInTheSameProcessGoesOnWhereItWas() {
        ApplicationContextRunner again = runner.withPropertyValues("spring.datasource.url=" + TestDatabases.h2());
        List<Runner> runners = new ArrayList<>();
        for (int start = 1; start <= 2; start++) {
            int starts = start;
            again.run(context -> {
                runners.add(context.getBean(Runner.class));
                context.getBean(Shop.class).place("order " + starts);
                context.getBean(Runner.class).await("Receipts", PATIENCE);
                assertThat(context.getBean(ShopContext.Receipts.class).seen()).hasSize(1);
                assertThat(context.getBean(Shop.class).contains("order 1")).isTrue();
            });
        }
        assertThat(runners).hasSize(2).noneMatch(Runner::running);
    }

    @Test
    void theRunnerStartsAlsoWhereBeansAreLazy() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    assertThat(context.getBeanFactory().containsSingleton("eventSourcingRunner"))
                            .isTrue();
                    assertThat(context.getBean(Runner.class).running()).isTrue();
                    context.getBean(Shop.class).place("1");
                    context.getBean(Runner.class).await("Receipts", PATIENCE);
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsMayHaveVirtualThreadsOrOthers(boolean virtual) {
        runner.withPropertyValues("spring.threads.virtual.enabled=" + virtual, "eventsourcing.runner.auto-start=false")
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    List<Future<?>> requests = new ArrayList<>();
                    try (ExecutorService threads =
                            virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(8)) {
                        for (int number = 0; number < 40; number++) {
                            String order = "order " + number;
                            requests.add(threads.submit(() -> shop.placeAndPay(order, 5)));
                        }
                    }
                    for (Future<?> request : requests) {
                        request.get();
                    }
                    context.getBean(Runner.class).start();
                    context.getBean(Runner.class).await("Receipts", PATIENCE);
                    assertThat(context.getBean(ShopContext.Receipts.class).seen())
                            .hasSize(120);
                    context.getBean(Runner.class).stop();
                });
    }
}
