/** Aggregates, deciders and domain events: what a user's domain model is made of. It depends on nothing else here. */
@NullMarked
package io.eventsourcing.domain;

import org.jspecify.annotations.NullMarked;
