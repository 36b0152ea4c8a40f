package io.eventsourcing.spring;

import io.eventsourcing.application.EventSourcing;

/** Beans of this type may change the settings of the auto-configured {@link EventSourcing}, in their order. */
@FunctionalInterface
public interface EventSourcingCustomizer {
    /** Changes the settings. */
    void customize(EventSourcing.Builder builder);
}
