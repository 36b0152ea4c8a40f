package io.eventsourcing.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureJdbc;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of applications, process applications, projections and systems in a database, with nothing else of the Spring Boot
 * application: no web server, no services, no other components.
 *
 * <p>The database is an embedded one instead of the application's, see {@link AutoConfigureTestDatabase}. Each test is a
 * transaction that is rolled back, so no follower sees its events and no conflict shows; {@link Committed} has a test
 * commit. Time stands still: the {@link io.eventsourcing.testkit.scenario.TestClock} is a bean. {@link TestEvents} is
 * another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(EventSourcingTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(EventSourcingTypeExcludeFilter.class)
@Transactional
@AutoConfigureJdbc
@AutoConfigureTestDatabase
@AutoConfigureEventSourcing
@ImportAutoConfiguration
public @interface EventSourcingTest {
    /** Settings, as {@code key=value}. */
    String[] properties() default {};

    /**
     * Whether the runner is started: the single-threaded one, so that followers have processed a commit when the committing
     * call returns. Of use in tests that are {@link Committed}.
     */
    boolean runner() default false;

    /** Whether what belongs to event sourcing is found; everything else has to be included by filters then. */
    boolean useDefaultFilters() default true;

    /** Further components that are found. */
    Filter[] includeFilters() default {};

    /** Components that are not found. */
    Filter[] excludeFilters() default {};

    /** Auto-configuration that is left out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};
}
