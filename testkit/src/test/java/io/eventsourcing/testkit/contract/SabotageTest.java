package io.eventsourcing.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.eventsourcing.testkit.contract.Sabotage.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contracts can fail: each fault of a backend turns a named test red. */
class SabotageTest {
    private static Fault fault = Fault.values()[0];

    private static PersistenceFixture sabotaged() {
        return new MemoryFixture(new Sabotage(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "SWALLOWS_CONFLICTS, aTakenVersionIsAConflictThatNamesItAndLeavesNothingBehind()",
        "REVERSES_IDS, givesAscendingIdsInTheOrderOfTheEvents()",
        "LOSES_MOVES, aFollowerBeginsAtZeroAndMovesOn()",
        "COMMITS_EARLY, whatCommitsIsThereAndWhatThrowsIsNot()",
        "COMMITS_EARLY, anOvertakingCommitIsNotDeliveredBeforeTheOneItOvertook()",
        "SKIPS_A_NOTIFICATION, notificationsCarryTheEventsInTheOrderOfTheirIds()",
        "IGNORES_THE_TOPICS, topicsAreFilteredBeforeTheLimitIsCounted()",
        "SHOWS_EVERYTHING_AT_LIMIT_ZERO, aLimitCountsFromTheBeginningAndZeroIsNone()",
        "MIXES_APPLICATIONS, applicationsDoNotSeeEachOther()",
        "SETTLES_TOO_FAR, anOvertakingCommitIsNotDeliveredBeforeTheOneItOvertook()"
    })
    void aFaultIsFoundByTheTestOfThatName(Fault planted, String test) {
        fault = planted;
        assertThat(failures()).contains(test);
    }

    private static List<String> failures() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(Recorder.class),
                        selectClass(Notifications.class),
                        selectClass(Trackings.class),
                        selectClass(Units.class),
                        selectClass(Heads.class))
                .build();
        List<String> failed = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName());
                }
            }
        });
        return failed;
    }

    static class Recorder extends AggregateRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return sabotaged();
        }
    }

    static class Notifications extends ApplicationRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return sabotaged();
        }
    }

    static class Trackings extends TrackingRecorderContract {
        @Override
        protected PersistenceFixture fixture() {
            return sabotaged();
        }
    }

    static class Units extends TransactionsContract {
        @Override
        protected PersistenceFixture fixture() {
            return sabotaged();
        }
    }

    static class Heads extends SettledHeadContract {
        @Override
        protected PersistenceFixture fixture() {
            return sabotaged();
        }
    }
}
