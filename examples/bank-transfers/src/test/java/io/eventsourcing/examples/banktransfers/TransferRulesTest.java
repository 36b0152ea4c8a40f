package io.eventsourcing.examples.banktransfers;

import io.eventsourcing.testkit.scenario.Scenario;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferRulesTest {
    private static final Transfer.Order ORDER = new Transfer.Order(new UUID(0, 1), new UUID(0, 2), 500);
    private static final Transfer.Requested REQUESTED = new Transfer.Requested(ORDER);

    private final TransferRules rules = new TransferRules();

    @Test
    void theReceiverIsCreditedAfterTheSenderWasCharged() {
        Scenario.of(rules).given(REQUESTED).when(new Transfer.MoneySent()).then(new Transfer.Charged(ORDER));
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.Charged(ORDER))
                .when(new Transfer.MoneyReceived())
                .then(new Transfer.Completed(ORDER));
    }

    @Test
    void whatTheReceiverRefusesIsSentBack() {
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.Charged(ORDER))
                .when(new Transfer.MoneyNotReceived("closed"))
                .then(new Transfer.SentBack(ORDER, "closed"));
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.Charged(ORDER), new Transfer.SentBack(ORDER, "closed"))
                .when(new Transfer.MoneyTakenBack())
                .then(new Transfer.Failed(ORDER, "closed"));
    }

    @Test
    void whatIsChargedAfterItsDeadlineIsSentBack() {
        Scenario.of(rules).given(REQUESTED).when(new Transfer.TimeIsUp()).then(new Transfer.GivenUp(ORDER));
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.GivenUp(ORDER))
                .when(new Transfer.MoneySent())
                .then(new Transfer.SentBack(ORDER, TransferRules.TOO_LATE));
    }

    @Test
    void aDeadlineMeansNothingOnceTheSenderWasCharged() {
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.Charged(ORDER))
                .when(new Transfer.TimeIsUp())
                .thenNothing();
        Scenario.of(rules)
                .given(REQUESTED, new Transfer.Charged(ORDER), new Transfer.Completed(ORDER))
                .when(new Transfer.TimeIsUp())
                .thenNothing();
    }
}
