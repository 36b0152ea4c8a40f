package io.eventsourcing.spring.test;

import io.eventsourcing.testkit.scenario.TestClock;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Sets the clock back before each test, and empties the tables after those that commit. */
class EventSourcingTestExecutionListener extends AbstractTestExecutionListener {
    /** Before the transaction of the test begins, and so after it has ended. */
    private static final int BEFORE_TRANSACTION = 3_500;

    @Override
    public int getOrder() {
        return BEFORE_TRANSACTION;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext()
                    .getBeanProvider(TestClock.class)
                    .ifUnique(clock -> clock.set(EventSourcingTestAutoConfiguration.START));
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (test.hasApplicationContext() && committed(test)) {
            ApplicationContext context = test.getApplicationContext();
            new EventTables(context).empty();
        }
    }

    private static boolean committed(TestContext test) {
        return AnnotatedElementUtils.hasAnnotation(test.getTestMethod(), Committed.class)
                || TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), Committed.class);
    }
}
