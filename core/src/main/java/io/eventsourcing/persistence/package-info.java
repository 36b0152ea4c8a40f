/**
 * The persistence chain, from the application inwards: event store, mapper, transcoder, recorders; and the ports that a
 * database backend implements.
 */
@NullMarked
package io.eventsourcing.persistence;

import org.jspecify.annotations.NullMarked;
