/** Events in the transactions of Jakarta Persistence, and read-only entities to query them. */
@NullMarked
package io.eventsourcing.jpa;

import org.jspecify.annotations.NullMarked;
