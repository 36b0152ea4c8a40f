package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An application for a loan: one case of the log, one domain event for each of its events. */
final class LoanApplication extends Aggregate<LoanApplication.Event> {
    sealed interface Event {
        /** What the log says of this event. */
        Step step();
    }

    /** The first event of a case; it carries what the log says of the case as a whole. */
    @Topic("LoanApplication.Submitted")
    record Submitted(
            String caseName,
            @Nullable Long amountRequested,
            @Nullable Instant registeredAt,
            Step step) implements Event {}

    /** Any later event. */
    @Topic("LoanApplication.Proceeded")
    record Proceeded(Step step) implements Event {}

    private final List<Step> steps = new ArrayList<>();
    private @Nullable Submitted submitted;

    private LoanApplication() {}

    static UUID idOf(String caseName) {
        return NameBasedUuid.forUrl("/loan-applications/" + caseName);
    }

    static LoanApplication of(LoanCase loanCase) {
        List<Step> steps = loanCase.steps();
        LoanApplication application = create(
                LoanApplication::new,
                idOf(loanCase.name()),
                new Submitted(loanCase.name(), loanCase.amountRequested(), loanCase.registeredAt(), steps.getFirst()));
        steps.subList(1, steps.size()).forEach(application::proceed);
        return application;
    }

    void proceed(Step step) {
        trigger(new Proceeded(step));
    }

    /** Everything the events tell, in the form in which the log has it. */
    LoanCase asCase() {
        Submitted first = Objects.requireNonNull(submitted, "an aggregate has its first event");
        return new LoanCase(first.caseName(), first.amountRequested(), first.registeredAt(), steps);
    }

    @Override
    protected void apply(Event event) {
        steps.add(event.step());
        switch (event) {
            case Submitted first -> submitted = first;
            case Proceeded later -> {}
        }
    }
}
