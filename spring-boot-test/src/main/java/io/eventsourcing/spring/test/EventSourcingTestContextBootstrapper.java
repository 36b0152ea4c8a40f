package io.eventsourcing.spring.test;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Makes the contexts of {@link EventSourcingTest}. */
class EventSourcingTestContextBootstrapper extends TestSliceTestContextBootstrapper<EventSourcingTest> {
    @Override
    protected String[] getProperties(Class<?> testClass) {
        EventSourcingTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, EventSourcingTest.class);
        List<String> properties = new ArrayList<>();
        properties.add("eventsourcing.runner.auto-start=" + (test != null && test.runner()));
        properties.add("eventsourcing.runner.kind=single-threaded");
        properties.addAll(List.of(super.getProperties(testClass)));
        return properties.toArray(String[]::new);
    }
}
