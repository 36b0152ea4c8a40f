package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The contracts can fail: each fault of a backend turns named tests red, and without a fault none is. */
class SabotageTest {
    private static Fault fault = Fault.NONE;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aFaultIsFoundByTheTestsThatItNames(Fault planted) {
        assertThat(planted.foundBy()).isNotEmpty();
        assertThat(failures(planted)).containsAll(planted.foundBy());
    }

    @Test
    void withoutAFaultNoTestFails() {
        assertThat(failures(Fault.NONE)).isEmpty();
    }

    private static List<String> failures(Fault planted) {
        fault = planted;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Backend.class))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsStartedCount()).isGreaterThan(70);
        return listener.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName().replace("()", ""))
                .toList();
    }

    static class Backend extends BackendContract {
        @Override
        protected PersistenceFixture fixture() {
            return new MemoryFixture(new Sabotage(fault));
        }
    }
}
