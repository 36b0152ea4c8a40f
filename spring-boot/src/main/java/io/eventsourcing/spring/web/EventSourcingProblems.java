package io.eventsourcing.spring.web;

import io.eventsourcing.application.AggregateEndedException;
import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.mapping.ForgottenException;
import io.eventsourcing.persistence.VersionConflictException;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers of {@link RestController}s to what clients can do something about, as problem details (RFC 9457). Handlers of the
 * application's own go before. A conflict that was translated to one of Spring's exceptions is found as its cause.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class EventSourcingProblems {
    @ExceptionHandler
    ProblemDetail handle(AggregateNotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, "There is nothing of this id", e.originatorId());
    }

    @ExceptionHandler
    ProblemDetail handle(AggregateEndedException e) {
        return problem(HttpStatus.GONE, "What had this id has ended", e.originatorId());
    }

    @ExceptionHandler
    ProblemDetail handle(ForgottenException e) {
        return problem(HttpStatus.GONE, "What had this id was forgotten", e.originatorId());
    }

    @ExceptionHandler
    ProblemDetail handle(VersionConflictException e) {
        return problem(
                HttpStatus.CONFLICT, "Someone else has changed this meanwhile: look again and retry", e.originatorId());
    }

    private static ProblemDetail problem(HttpStatus status, String detail, UUID originatorId) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("originatorId", originatorId);
        return problem;
    }
}
