/** What operators see of event sourcing: an endpoint, health, metrics. */
@NullMarked
package io.eventsourcing.spring.actuator;

import org.jspecify.annotations.NullMarked;
