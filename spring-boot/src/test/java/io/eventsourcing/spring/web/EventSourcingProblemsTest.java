package io.eventsourcing.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.FinalEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class EventSourcingProblemsTest {
    static final class Ticket extends Aggregate<Ticket.Event> {
        sealed interface Event permits Opened, Closed {}

        record Opened() implements Event {}

        @FinalEvent
        record Closed() implements Event {}

        static Ticket open(UUID id) {
            return create(Ticket::new, id, new Opened());
        }

        void close() {
            trigger(new Closed());
        }

        @Override
        protected void apply(Event event) {}
    }

    static class Tickets extends Application {
        private final Repository<Ticket> tickets = repository(Ticket.class);

        Tickets(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        public long version(UUID id) {
            return tickets.get(id).version();
        }

        public void open(UUID id) {
            save(Ticket.open(id));
        }

        public void close(UUID id) {
            tickets.update(id, Ticket::close);
        }
    }

    @RestController
    static class TicketController {
        private final Tickets tickets;

        TicketController(Tickets tickets) {
            this.tickets = tickets;
        }

        @GetMapping("/tickets/{id}")
        public long version(@PathVariable("id") UUID id) {
            return tickets.version(id);
        }

        @PostMapping("/tickets/{id}")
        public void open(@PathVariable("id") UUID id) {
            tickets.open(id);
        }

        @PostMapping("/translated/{id}")
        public void openTranslated(@PathVariable("id") UUID id) {
            try {
                tickets.open(id);
            } catch (RuntimeException e) {
                throw new OptimisticLockingFailureException("translated", e);
            }
        }
    }

    @RestControllerAdvice
    static class OwnHandler {
        @ExceptionHandler
        ProblemDetail handle(AggregateNotFoundException e) {
            return ProblemDetail.forStatus(418);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class WebConfiguration {}

    private final UUID id = UUID.randomUUID();
    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(EventSourcingWebAutoConfiguration.class))
            .withUserConfiguration(WebConfiguration.class)
            .withBean(EventSourcing.class, EventSourcing::inMemory)
            .withBean(Tickets.class)
            .withBean(TicketController.class);

    private static MockMvcTester mvc(WebApplicationContext context) {
        return MockMvcTester.from(context);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        runner.run(context -> assertThat(mvc(context).get().uri("/tickets/{id}", id))
                .hasStatus(404)
                .bodyJson()
                .hasPathSatisfying("$.originatorId", value -> assertThat(value).isEqualTo(id.toString())));
    }

    @Test
    void aConflictIsAConflictAlsoWhereItWasTranslated() {
        runner.run(context -> {
            assertThat(mvc(context).post().uri("/tickets/{id}", id)).hasStatusOk();
            assertThat(mvc(context).post().uri("/tickets/{id}", id)).hasStatus(409);
            assertThat(mvc(context).post().uri("/translated/{id}", id)).hasStatus(409);
        });
    }

    @Test
    void whatHasEndedIsGone() {
        runner.run(context -> {
            context.getBean(Tickets.class).open(id);
            context.getBean(Tickets.class).close(id);
            assertThat(mvc(context).get().uri("/tickets/{id}", id)).hasStatus(410);
        });
    }

    @Test
    void handlersOfTheApplicationGoBefore() {
        runner.withBean(OwnHandler.class)
                .run(context ->
                        assertThat(mvc(context).get().uri("/tickets/{id}", id)).hasStatus(418));
    }

    @Test
    void theAnswersCanBeSwitchedOff() {
        runner.withPropertyValues("eventsourcing.web.problem-details=false")
                .run(context -> assertThat(context).doesNotHaveBean(EventSourcingProblems.class));
    }
}
