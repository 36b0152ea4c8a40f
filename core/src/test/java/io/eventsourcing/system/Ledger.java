package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import java.util.UUID;

/** A small leader: accounts into which amounts are paid. */
class Ledger extends Application {
    static final class Account extends Aggregate<Account.Event> {
        sealed interface Event permits Opened, Paid {}

        record Opened(String owner) implements Event {}

        record Paid(int amount) implements Event {}

        private int balance;

        private Account() {}

        static UUID idOf(String owner) {
            return NameBasedUuid.forUrl("/accounts/" + owner);
        }

        static Account open(String owner) {
            return create(Account::new, idOf(owner), new Opened(owner));
        }

        void pay(int amount) {
            trigger(new Paid(amount));
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Paid paid) {
                balance += paid.amount();
            }
        }
    }

    private final Repository<Account> accounts = repository(Account.class);

    Ledger(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    void open(String owner) {
        save(Account.open(owner));
    }

    void pay(String owner, int amount) {
        accounts.update(Account.idOf(owner), account -> account.pay(amount));
    }

    int balance(String owner) {
        return accounts.get(Account.idOf(owner)).balance;
    }
}
