/** A real backend that keeps everything in memory: for unit tests, examples and trials. */
@NullMarked
package io.eventsourcing.persistence.memory;

import org.jspecify.annotations.NullMarked;
