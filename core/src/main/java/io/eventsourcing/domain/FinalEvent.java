package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an event type, in either style, after which there is nothing more: a deletion, a closure. An aggregate whose last
 * event is of such a type has ended. A repository treats it as not found, and its id cannot be used again; its history and its
 * earlier versions can still be read. It belongs on the record itself, not on a sealed type above it.
 *
 * <p>It is said of the event, and not of a state, so that the last stored row tells it in both styles alike, and no snapshot can
 * forget it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FinalEvent {}
