package io.eventsourcing.spring.observation;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.Shop;
import io.eventsourcing.spring.ShopContext;
import io.eventsourcing.spring.metadata.EventSourcingMetadataAutoConfiguration;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.ProcessApplication;
import io.eventsourcing.system.Runner;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTraceContext;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ObservationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Events of events, so that traces go on. */
    static class Audit extends ProcessApplication {
        static class Entry extends Aggregate<Entry.Event> {
            sealed interface Event permits Written {}

            record Written(String what) implements Event {}

            private Entry() {}

            static Entry write(UUID id, String what) {
                return create(Entry::new, id, new Written(what));
            }

            @Override
            protected void apply(Event event) {}
        }

        private final Repository<Entry> entries = repository(Entry.class);

        Audit(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        @Override
        protected void policy(DomainEvent<?> event) {
            save(Entry.write(UUID.randomUUID(), event.body().toString()));
        }

        Repository<Entry> entries() {
            return entries;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AuditedShop {
        @Bean
        Shop shop(EventSourcing eventSourcing) {
            return ShopContext.shop(eventSourcing);
        }

        @Bean
        Audit audit(EventSourcing eventSourcing) {
            return new Audit(eventSourcing);
        }

        @Bean
        EventSourcedSystem system(Shop shop, Audit audit) {
            return EventSourcedSystem.of(pipe(shop, audit));
        }
    }

    /** The W3C's header over spans that are kept for the test. */
    record HeaderPropagator(SimpleTracer tracer) implements Propagator {
        @Override
        public List<String> fields() {
            return List.of(Metadata.TRACE_PARENT);
        }

        @Override
        public <C> void inject(TraceContext context, C carrier, Setter<C> setter) {
            setter.set(carrier, Metadata.TRACE_PARENT, "00-%s-%s-01".formatted(context.traceId(), context.spanId()));
        }

        @Override
        public <C> Span.Builder extract(C carrier, Getter<C> getter) {
            String header = getter.get(carrier, Metadata.TRACE_PARENT);
            if (header == null) {
                return tracer.spanBuilder().setNoParent();
            }
            String[] parts = header.split("-", -1);
            SimpleTraceContext parent = new SimpleTraceContext();
            parent.setTraceId(parts[1]);
            parent.setSpanId(parts[2]);
            return tracer.spanBuilder().setParent(parent);
        }
    }

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final SimpleTracer tracer = new SimpleTracer();
    private final Propagator propagator = new HeaderPropagator(tracer);
    private final ApplicationContextRunner runner = ShopContext.onH2()
            .withConfiguration(AutoConfigurations.of(
                    EventSourcingObservationAutoConfiguration.class, EventSourcingMetadataAutoConfiguration.class))
            .withUserConfiguration(AuditedShop.class)
            .withBean(ObservationRegistry.class, () -> registry);

    @Test
    void appendsLoadsBatchesAndReactionsAreObserved() {
        runner.run(context -> {
            context.getBean(Shop.class).placeAndPay("1", 5);
            context.getBean(Runner.class).await("Audit", PATIENCE);
            assertThat(registry)
                    .hasObservationWithNameEqualTo("eventsourcing.append")
                    .that()
                    .hasLowCardinalityKeyValue("application", "Shop")
                    .hasHighCardinalityKeyValue("events", "3")
                    .hasBeenStopped();
            assertThat(registry)
                    .hasAnObservationWithAKeyValue("follower", "Audit")
                    .hasObservationWithNameEqualTo("eventsourcing.reaction");
            assertThat(registry)
                    .hasObservationWithNameEqualTo("eventsourcing.batch")
                    .that()
                    .hasLowCardinalityKeyValue("leader", "Shop")
                    .hasLowCardinalityKeyValue("segment", "0");
            context.getBean(Shop.class).paid("1");
            assertThat(registry)
                    .hasObservationWithNameEqualTo("eventsourcing.load")
                    .that()
                    .hasLowCardinalityKeyValue("aggregate", "Order");
        });
    }

    @Test
    void theyAreSwitchedOff() {
        runner.withPropertyValues("eventsourcing.observations.enabled=false").run(context -> {
            context.getBean(Shop.class).place("1");
            assertThat(registry).doesNotHaveAnyObservation();
        });
    }

    @Test
    void aReactionIsPartOfTheTraceOfTheCommandAndItsEventsCarryItOn() {
        registry.observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
        runner.withBean(Tracer.class, () -> tracer)
                .withBean(Propagator.class, () -> propagator)
                .run(context -> {
                    Observation.createNotStarted("command", registry)
                            .observe(() -> context.getBean(Shop.class).place("1"));
                    context.getBean(Runner.class).await("Audit", PATIENCE);
                    String trace = span("command").getTraceId();
                    SimpleSpan reaction = span("Audit reacts");
                    assertThat(reaction.getTraceId()).isEqualTo(trace);
                    assertThat(reaction.getKind()).isEqualTo(Span.Kind.CONSUMER);
                    assertThat(traceParent(context.getBean(Shop.class))).startsWith("00-" + trace);
                    assertThat(traceParent(context.getBean(Audit.class)))
                            .isEqualTo("00-%s-%s-01".formatted(trace, reaction.getSpanId()));
                });
    }

    private static String traceParent(Application application) {
        var event = application.notificationLog().select(0, 1).notifications().getFirst();
        return application
                .eventSourcing()
                .mapper()
                .metadata(event.event())
                .get(Metadata.TRACE_PARENT)
                .orElse("none");
    }

    private SimpleSpan span(String name) {
        return tracer.getSpans().stream()
                .filter(span -> Objects.equals(span.getName(), name))
                .findFirst()
                .orElseThrow();
    }
}
