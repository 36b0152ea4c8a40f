package io.eventsourcing.jpa;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Repository;
import io.eventsourcing.application.SnapshotRule;
import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Snapshots;
import java.util.UUID;

final class Accounts extends Application {
    static final class Account extends Aggregate<Account.Event> implements Snapshots<Account.State> {
        sealed interface Event permits Opened, Paid {}

        record Opened(String owner) implements Event {}

        record Paid(int amount) implements Event {}

        record State(int balance) {}

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

        @Override
        public State snapshot() {
            return new State(balance);
        }

        @Override
        public void restore(State state) {
            balance = state.balance();
        }
    }

    private final Repository<Account> accounts = repository(Account.class, SnapshotRule.every(3));

    Accounts(EventSourcing eventSourcing) {
        super(eventSourcing);
    }

    Account open(String owner) {
        Account account = Account.open(owner);
        save(account);
        return account;
    }

    void pay(String owner, int amount) {
        accounts.update(Account.idOf(owner), account -> account.pay(amount));
    }

    int balance(String owner) {
        return accounts.get(Account.idOf(owner)).balance;
    }

    boolean contains(String owner) {
        return accounts.contains(Account.idOf(owner));
    }

    void writeNow() {
        flush();
    }
}
