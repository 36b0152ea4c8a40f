package io.eventsourcing.spring.web;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.EventSourcingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;

/** Answers to errors, in applications with web pages or interfaces. */
@AutoConfiguration(after = EventSourcingAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(ProblemDetail.class)
@ConditionalOnBean(EventSourcing.class)
@ConditionalOnProperty(prefix = "eventsourcing.web", name = "problem-details", matchIfMissing = true)
public class EventSourcingWebAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EventSourcingProblems eventSourcingProblems() {
        return new EventSourcingProblems();
    }
}
