/** What event sourcing does, as observations of Micrometer's: for timers and traces. */
@NullMarked
package io.eventsourcing.spring.observation;

import org.jspecify.annotations.NullMarked;
