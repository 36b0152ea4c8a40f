package io.eventsourcing.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.spring.Shop;
import io.eventsourcing.spring.ShopContext;
import io.eventsourcing.spring.observation.EventSourcingObservationAutoConfiguration;
import io.eventsourcing.system.Runner;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;

/** The page of operations lists every meter with its tags. */
class OperationsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(eventsourcing\\.[a-z.]+)` \\| ([^|]*) \\|.*");
    private static final Pattern TAG = Pattern.compile("`([a-z]+)`");

    private static Map<String, Set<String>> page() throws IOException {
        Map<String, Set<String>> meters = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> tags = new TreeSet<>();
                TAG.matcher(row.group(2)).results().forEach(tag -> tags.add(tag.group(1)));
                meters.put(row.group(1), tags);
            }
        }
        return meters;
    }

    @Test
    void thePageListsEveryMeterWithItsTags() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        ShopContext.onH2()
                .withConfiguration(AutoConfigurations.of(
                        EventSourcingMetricsAutoConfiguration.class, EventSourcingObservationAutoConfiguration.class))
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withBean(ObservationRegistry.class, () -> observations)
                .run(context -> {
                    context.getBeansOfType(MeterBinder.class).values().forEach(binder -> binder.bindTo(meters));
                    Shop shop = context.getBean(Shop.class);
                    shop.placeAndPay("1", 5);
                    shop.paid("1");
                    assertThatThrownBy(() -> shop.place("1")).isInstanceOf(VersionConflictException.class);
                    context.getBean(Runner.class).await("Receipts", Duration.ofSeconds(20));
                    Map<String, Set<String>> found = new TreeMap<>();
                    for (Meter meter : meters.getMeters()) {
                        if (!meter.getId().getName().endsWith(".active")) {
                            meter.getId().getTags().stream()
                                    .map(Tag::getKey)
                                    .forEach(
                                            found.computeIfAbsent(meter.getId().getName(), name -> new TreeSet<>())
                                                    ::add);
                        }
                    }
                    assertThat(page()).isEqualTo(found);
                });
    }
}
