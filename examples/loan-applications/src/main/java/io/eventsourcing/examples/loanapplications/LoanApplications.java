package io.eventsourcing.examples.loanapplications;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import java.util.List;

/** The application: takes cases in, each at most once. */
final class LoanApplications extends Application {
    /** What became of a case. */
    enum Outcome {
        STORED,
        ALREADY_THERE
    }

    private final Repository<LoanApplication> applications = repository(LoanApplication.class);

    LoanApplications(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    /**
     * Stores a case with one save, so there is never a part of one. It is looked for before, not only saved and refused,
     * since a refused insert wastes ids, which followers would have to be led over.
     *
     * @throws OtherCaseException if the case is stored with other contents
     */
    Outcome add(LoanCase loanCase) {
        LoanApplication fresh = LoanApplication.of(loanCase);
        LoanApplication stored = applications.createOrUpdate(fresh.id(), () -> fresh, unchanged -> {});
        if (stored == fresh) {
            return Outcome.STORED;
        }
        refuseOther(stored.asCase(), loanCase);
        return Outcome.ALREADY_THERE;
    }

    private static void refuseOther(LoanCase stored, LoanCase read) {
        if (stored.equals(read)) {
            return;
        }
        List<Step> storedSteps = stored.steps();
        List<Step> readSteps = read.steps();
        if (storedSteps.equals(readSteps)) {
            throw new OtherCaseException(
                    "the case is already stored with another amount or registration date: %s, %s there; %s, %s here"
                            .formatted(
                                    stored.amountRequested(),
                                    stored.registeredAt(),
                                    read.amountRequested(),
                                    read.registeredAt()));
        }
        int same = 0;
        while (same < Math.min(storedSteps.size(), readSteps.size())
                && storedSteps.get(same).equals(readSteps.get(same))) {
            same++;
        }
        throw new OtherCaseException(
                "the case is already stored with other events: %d there, %d here, different from event %d on"
                        .formatted(storedSteps.size(), readSteps.size(), same + 1));
    }
}
