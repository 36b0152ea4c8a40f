package io.eventsourcing.spring.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.MetadataContributor;
import io.eventsourcing.spring.ShopContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class MetadataOfSpringTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ApplicationContextRunner runner =
            ShopContext.onH2().withConfiguration(AutoConfigurations.of(EventSourcingMetadataAutoConfiguration.class));

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
        MDC.clear();
    }

    private static void signIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", "secret", "USER"));
    }

    @Test
    void eventsCarryTheSignedInUser() {
        runner.run(context -> {
            EventSourcing eventSourcing = context.getBean(EventSourcing.class);
            assertThat(eventSourcing.currentMetadata()).isEqualTo(Metadata.none());
            SecurityContextHolder.getContext()
                    .setAuthentication(new AnonymousAuthenticationToken(
                            "key", "anonymous", AuthorityUtils.createAuthorityList("NOBODY")));
            assertThat(eventSourcing.currentMetadata()).isEqualTo(Metadata.none());
            signIn();
            assertThat(eventSourcing.currentMetadata())
                    .isEqualTo(Metadata.none().with(Metadata.USER, "ada"));
        });
    }

    @Test
    void theUserCanBeLeftOut() {
        runner.withPropertyValues("eventsourcing.metadata.user=false").run(context -> {
            signIn();
            assertThat(context.getBean(EventSourcing.class).currentMetadata()).isEqualTo(Metadata.none());
        });
    }

    @Test
    void eventsCarryTheValuesOfTheLoggingContextThatAreNamed() {
        runner.withPropertyValues("eventsourcing.metadata.mdc=correlation-id,request")
                .run(context -> {
                    MDC.put("correlation-id", "c1");
                    MDC.put("other", "x");
                    assertThat(context.getBean(EventSourcing.class).currentMetadata())
                            .isEqualTo(Metadata.none().with(Metadata.CORRELATION_ID, "c1"));
                });
    }

    @Test
    void eventsCarryTheTrace() {
        Tracer tracer = mock(Tracer.class);
        Span span = mock(Span.class);
        Propagator propagator = mock(Propagator.class);
        doAnswer(call -> {
                    Propagator.Setter<Object> setter = call.getArgument(2);
                    setter.set(call.getArgument(1), "traceparent", TRACE);
                    setter.set(call.getArgument(1), "x-other", "1");
                    return null;
                })
                .when(propagator)
                .inject(any(), any(), any());
        runner.withBean(Tracer.class, () -> tracer)
                .withBean(Propagator.class, () -> propagator)
                .run(context -> {
                    EventSourcing eventSourcing = context.getBean(EventSourcing.class);
                    assertThat(eventSourcing.currentMetadata()).isEqualTo(Metadata.none());
                    when(tracer.currentSpan()).thenReturn(span);
                    assertThat(eventSourcing.currentMetadata())
                            .isEqualTo(new Metadata(Map.of(Metadata.TRACE_PARENT, TRACE)));
                });
    }

    @Test
    void whatTheApplicationContributesWinsAndWithMetadataWinsOverAll() {
        runner.withBean(MetadataContributor.class, () -> () -> Metadata.none().with(Metadata.USER, "system"))
                .run(context -> {
                    EventSourcing eventSourcing = context.getBean(EventSourcing.class);
                    signIn();
                    assertThat(eventSourcing.currentMetadata().get(Metadata.USER))
                            .contains("system");
                    Metadata given = Metadata.none().with(Metadata.USER, "given");
                    assertThat(eventSourcing.withMetadata(given, eventSourcing::currentMetadata))
                            .isEqualTo(given);
                });
    }

    @Test
    void tasksOfSpringsExecutorsCarryTheMetadataOfWhoSubmitsThem() {
        runner.withPropertyValues("eventsourcing.metadata.mdc=request").run(context -> {
            EventSourcing eventSourcing = context.getBean(EventSourcing.class);
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
            executor.setVirtualThreads(true);
            executor.setTaskDecorator(context.getBean(TaskDecorator.class));
            MDC.put("request", "r1");
            CompletableFuture<Metadata> seen = new CompletableFuture<>();
            Metadata given = Metadata.none().with(Metadata.CORRELATION_ID, "c1");
            eventSourcing.withMetadata(
                    given, () -> executor.execute(() -> seen.complete(eventSourcing.currentMetadata())));
            assertThat(Objects.requireNonNull(seen.get(20, TimeUnit.SECONDS))).isEqualTo(given.with("request", "r1"));
        });
    }

    @Test
    void withoutTheSettingThereIsNoDecorator() {
        runner.withPropertyValues("eventsourcing.metadata.async=false")
                .run(context -> assertThat(context).doesNotHaveBean(TaskDecorator.class));
    }
}
