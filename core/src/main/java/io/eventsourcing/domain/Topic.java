package io.eventsourcing.domain;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The stable name under which an event type or an aggregate type is stored. Without it the topic is the binary name of
 * the class, so renaming or moving the class changes the topic; give one before you do.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Topic {
    /** The name, not blank, unique among the types that an application registers. */
    String value();
}
