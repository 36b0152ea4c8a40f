package io.eventsourcing.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The test runs in no transaction, so that what it saves is committed: for followers, conflicts and what comes after a
 * commit. Afterwards the event sourcing tables are emptied and the cache of aggregates is cleared. Rows of other tables stay,
 * unless the test or {@code @Sql} deletes them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Transactional(propagation = Propagation.NOT_SUPPORTED)
public @interface Committed {}
