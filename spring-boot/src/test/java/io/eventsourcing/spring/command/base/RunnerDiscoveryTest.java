package io.eventsourcing.spring.command.base;

import static io.eventsourcing.system.EventSourcedSystem.pipe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.spring.command.SchoolSystem.TrainingSchool;
import io.eventsourcing.spring.command.SchoolSystem.TrickCounters;
import io.eventsourcing.system.EventSourcedSystem;
import io.eventsourcing.system.Runner;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.MapPropertySource;

class RunnerDiscoveryTest {
    private static final EventSourcedSystem SYSTEM = newSystem();
    private static final Runner RUNNER = Runner.singleThreaded(SYSTEM);

    /** Holds a runner in each of the ways that may be named. */
    static final class SchoolConfig {
        private final Runner field = RUNNER;

        public Runner getRunner() {
            return field;
        }

        Runner accessor() {
            return field;
        }

        public String getText() {
            return "text";
        }
    }

    static Runner school() {
        return RUNNER;
    }

    static @Nullable Runner nothing() {
        return null;
    }

    Runner notStatic() {
        return RUNNER;
    }

    private final StaticApplicationContext context = new StaticApplicationContext();

    private static EventSourcedSystem newSystem() {
        EventSourcing eventSourcing = EventSourcing.inMemory();
        return EventSourcedSystem.of(pipe(new TrainingSchool(eventSourcing), new TrickCounters(eventSourcing)));
    }

    private void bean(String name, Object bean) {
        context.getBeanFactory().registerSingleton(name, bean);
    }

    private EventSourcedSystem found(@Nullable String setting) {
        if (setting != null) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of(RunnerDiscovery.SETTING, setting)));
        }
        return new RunnerDiscovery(context).system();
    }

    @Test
    void theOnlySystemIsFound() {
        bean("system", SYSTEM);
        assertThat(found(null)).isSameAs(SYSTEM);
    }

    @Test
    void theRunnerOfTheOnlySystemIsTheSame() {
        bean("system", SYSTEM);
        bean("runner", RUNNER);
        assertThat(found(null)).isSameAs(SYSTEM);
    }

    @Test
    void aRunnerWithoutASystemBeanIsFound() {
        bean("runner", RUNNER);
        assertThat(found(null)).isSameAs(SYSTEM);
    }

    @Test
    void noneIsAnError() {
        assertThatThrownBy(() -> found(null))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("No runner found: ")
                .hasMessageContaining("`eventsourcing.commands.runner`");
    }

    @Test
    void severalAreAnErrorThatNamesThem() {
        bean("one", SYSTEM);
        bean("two", newSystem());
        assertThatThrownBy(() -> found(null))
                .hasMessage(
                        "Found more than one (2) runner: one, two. Set `eventsourcing.commands.runner` to one of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one",
                "schoolConfig.runner",
                "schoolConfig.field",
                "schoolConfig.accessor",
                "io.eventsourcing.spring.command.base.RunnerDiscoveryTest#school"
            })
    void theSettingTellsWhich(String setting) {
        bean("one", SYSTEM);
        bean("two", newSystem());
        bean("schoolConfig", new SchoolConfig());
        assertThat(found(setting)).isSameAs(SYSTEM);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nope                                                          | there is no bean named `nope`
                    nope.runner                                                   | there is no bean named `nope`
                    schoolConfig.nope                                             | has no attribute `nope`
                    schoolConfig                                                  | it is a io.eventsourcing.spring.command.base.RunnerDiscoveryTest$SchoolConfig
                    schoolConfig.text                                             | it is a java.lang.String
                    com.example.Nope#school                                       | there is no class `com.example.Nope`
                    io.eventsourcing.spring.command.base.RunnerDiscoveryTest#nope      | has no method `nope` without parameters
                    io.eventsourcing.spring.command.base.RunnerDiscoveryTest#nothing   | it is null
                    io.eventsourcing.spring.command.base.RunnerDiscoveryTest#notStatic | `notStatic` is not static
                    """)
    void aWrongSettingIsAnErrorThatTellsWhyAndHow(String setting, String why) {
        bean("schoolConfig", new SchoolConfig());
        assertThatThrownBy(() -> found(setting))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(
                        "The setting `eventsourcing.commands.runner` is improperly set to `%s`: ".formatted(setting))
                .hasMessageContaining(why)
                .hasMessageContaining("`com.example.Runners#school`");
    }
}
