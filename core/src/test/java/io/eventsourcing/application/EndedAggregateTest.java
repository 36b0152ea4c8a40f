package io.eventsourcing.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.Decider;
import io.eventsourcing.domain.DomainEvent;
import io.eventsourcing.domain.FinalEvent;
import io.eventsourcing.domain.OriginatorType;
import io.eventsourcing.domain.Snapshots;
import io.eventsourcing.domain.Topic;
import io.eventsourcing.mapping.Upcaster;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndedAggregateTest {
    sealed interface Event permits Opened, Deposited, Closed {}

    record Opened() implements Event {}

    record Deposited(int amount) implements Event {}

    @FinalEvent
    @Topic("account.closed")
    record Closed() implements Event {}

    static class Account extends Aggregate<Event> {
        int balance;

        private Account() {}

        static Account open(UUID id) {
            return create(Account::new, id, new Opened());
        }

        void deposit(int amount) {
            trigger(new Deposited(amount));
        }

        void close() {
            trigger(new Closed());
        }

        @Override
        protected void apply(Event event) {
            if (event instanceof Deposited deposited) {
                balance += deposited.amount();
            }
        }
    }

    record Balance(int value) {}

    static final class SnappedAccount extends Aggregate<Event> implements Snapshots<Balance> {
        private int balance;

        static SnappedAccount open(UUID id) {
            return create(SnappedAccount::new, id, new Opened());
        }

        void close() {
            trigger(new Closed());
        }

        @Override
        protected void apply(Event event) {}

        @Override
        public Balance snapshot() {
            return new Balance(balance);
        }

        @Override
        public void restore(Balance state) {
            balance = state.value();
        }
    }

    record Level(int value) {}

    static final class Rules implements Decider<String, Event, Level> {
        @Override
        public Class<Event> eventType() {
            return Event.class;
        }

        @Override
        public Level initialState() {
            return new Level(0);
        }

        @Override
        public List<? extends Event> decide(String command, Level state) {
            return switch (command) {
                case "close" -> List.of(new Closed());
                case "close twice" -> List.of(new Closed(), new Closed());
                default -> List.of(new Deposited(1));
            };
        }

        @Override
        public Level evolve(Level state, Event event) {
            return new Level(state.value() + 1);
        }
    }

    static final class Bank extends Application {
        final Repository<Account> accounts = repository(Account.class);
        final Repository<SnappedAccount> snapped = repository(SnappedAccount.class, SnapshotRule.every(1));
        final DeciderRepository<String, Level> decided = repository(new Rules(), SnapshotRule.every(1));

        Bank(EventSourcing eventSourcing) {
            super(eventSourcing);
        }

        void add(Aggregate<?>... aggregates) {
            save(aggregates);
        }
    }

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final UUID id = UUID.randomUUID();

    static List<Optional<CacheOptions>> caches() {
        return List.of(
                Optional.empty(),
                Optional.of(CacheOptions.maximumSize(10)),
                Optional.of(CacheOptions.maximumSize(10).withoutFastForward()));
    }

    private Bank bank(@Nullable CacheOptions cache, Upcaster... upcasters) {
        EventSourcing.Builder builder = EventSourcing.builder(persistence)
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .upcasters(upcasters);
        if (cache != null) {
            builder.cache(cache);
        }
        return new Bank(builder.build());
    }

    private void openAndClose(Bank bank) {
        bank.add(Account.open(id));
        bank.accounts.update(id, account -> account.deposit(5));
        bank.accounts.update(id, Account::close);
    }

    @ParameterizedTest
    @MethodSource("caches")
    void anAggregateWhoseLastEventIsFinalIsNotFoundButItsPastIs(Optional<CacheOptions> cache) {
        Bank bank = bank(cache.orElse(null));
        openAndClose(bank);
        assertThatThrownBy(() -> bank.accounts.get(id))
                .isInstanceOf(AggregateEndedException.class)
                .isInstanceOf(AggregateNotFoundException.class)
                .hasMessage(
                        "Account %s in application 'Bank' has ended at version 3: its id cannot be used again, but earlier versions and its history can be read",
                        id);
        assertThat(bank.accounts.find(id)).isEmpty();
        assertThat(bank.accounts.contains(id)).isFalse();
        assertThatThrownBy(() -> bank.accounts.update(id, account -> account.deposit(1)))
                .isInstanceOf(AggregateEndedException.class);
        assertThatThrownBy(() -> bank.accounts.update(id, 3, account -> account.deposit(1)))
                .isInstanceOf(AggregateEndedException.class);
        assertThatThrownBy(() -> bank.accounts.getAtVersion(id, 3)).isInstanceOf(AggregateEndedException.class);
        assertThatThrownBy(() -> bank.accounts.getAt(id, NOON)).isInstanceOf(AggregateEndedException.class);

        assertThat(bank.accounts.getAtVersion(id, 2).balance).isEqualTo(5);
        assertThat(bank.accounts.history(id))
                .extracting(DomainEvent::body)
                .last()
                .isEqualTo(new Closed());
        assertThat(bank.accounts.ids(0, 10).ids()).containsExactly(id);
    }

    @ParameterizedTest
    @MethodSource("caches")
    void theIdOfAnEndedAggregateCannotBeUsedAgain(Optional<CacheOptions> cache) {
        Bank bank = bank(cache.orElse(null));
        openAndClose(bank);
        assertThatThrownBy(() -> bank.add(Account.open(id)))
                .isInstanceOf(AggregateEndedException.class)
                .hasMessageContaining("version 3");
        assertThatThrownBy(() -> bank.accounts.createOrUpdate(id, () -> Account.open(id), account -> {}))
                .isInstanceOf(AggregateEndedException.class);
        assertThatThrownBy(() -> bank.eventSourcing().transactions().required(() -> {
                    bank.add(Account.open(id));
                    return true;
                }))
                .isInstanceOf(AggregateEndedException.class);
        assertThat(bank.accounts.history(id)).hasSize(3);

        UUID alive = UUID.randomUUID();
        bank.add(Account.open(alive));
        assertThatThrownBy(() -> bank.add(Account.open(alive))).isInstanceOf(VersionConflictException.class);
    }

    @Test
    void insideATransactionTheEndIsSeenBeforeItIsWritten() {
        Bank bank = bank(null);
        bank.eventSourcing().transactions().required(() -> {
            openAndClose(bank);
            assertThat(bank.accounts.contains(id)).isFalse();
            assertThatThrownBy(() -> bank.accounts.get(id)).isInstanceOf(AggregateEndedException.class);
            assertThatThrownBy(() -> bank.add(Account.open(id))).isInstanceOf(AggregateEndedException.class);
            return true;
        });
        assertThat(bank.accounts.history(id)).hasSize(3);
    }

    @Test
    void nothingFollowsAFinalEvent() {
        Bank bank = bank(null);
        bank.add(Account.open(id));
        assertThatThrownBy(() -> bank.accounts.update(id, account -> {
                    account.close();
                    account.deposit(1);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Account %s has ended at version 2: Deposited cannot follow", id);
        assertThatThrownBy(() -> bank.decided.decide(UUID.randomUUID(), "close twice"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bank.accounts.get(id).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("caches")
    void aDeciderEndsInTheSameWay(Optional<CacheOptions> cache) {
        Bank bank = bank(cache.orElse(null));
        bank.decided.decide(id, "deposit");
        assertThat(bank.decided.decide(id, "close")).isEqualTo(new Level(2));
        assertThatThrownBy(() -> bank.decided.get(id))
                .isInstanceOf(AggregateEndedException.class)
                .hasMessageContaining("Rules " + id);
        assertThat(bank.decided.find(id)).isEmpty();
        assertThat(bank.decided.version(id)).isEqualTo(2);
        assertThatThrownBy(() -> bank.decided.decide(id, "deposit")).isInstanceOf(AggregateEndedException.class);
    }

    @ParameterizedTest
    @MethodSource("caches")
    void noSnapshotIsTakenOfAnEnd(Optional<CacheOptions> cache) {
        Bank bank = bank(cache.orElse(null));
        bank.add(SnappedAccount.open(id));
        bank.snapped.update(id, SnappedAccount::close);
        assertThat(persistence.snapshotRecorder().selectEvents("Bank", id, EventQuery.all()))
                .singleElement()
                .matches(snapshot -> snapshot.originatorVersion() == 1);
        assertThat(bank.snapped.find(id)).isEmpty();
        assertThat(bank.snapped.getAtVersion(id, 1).version()).isEqualTo(1);
        assertThatThrownBy(() -> bank.snapped.takeSnapshot(id)).isInstanceOf(AggregateEndedException.class);
    }

    @Topic("account.left")
    record Left() {}

    abstract static class Empty<E> extends Aggregate<E> implements Snapshots<Balance> {
        @Override
        protected void apply(E event) {}

        @Override
        public Balance snapshot() {
            return new Balance(0);
        }

        @Override
        public void restore(Balance state) {}
    }

    @Topic("account")
    static final class Before extends Empty<Left> {
        static Before leave(UUID id) {
            return create(Before::new, id, new Left());
        }
    }

    @Topic("account")
    static final class After extends Empty<Closed> {}

    static final class Banks<A extends Aggregate<?>> extends Application {
        final Repository<A> accounts;

        Banks(EventSourcing eventSourcing, Class<A> type) {
            super(eventSourcing, "Bank");
            accounts = repository(type, SnapshotRule.every(1));
        }

        void add(Aggregate<?> aggregate) {
            save(aggregate);
        }
    }

    @Test
    void anEventThatBecameFinalLaterEndsAlsoWhatHasASnapshotOfIt() {
        new Banks<>(EventSourcing.of(persistence), Before.class).add(Before.leave(id));
        Banks<After> later = new Banks<>(
                EventSourcing.builder(persistence)
                        .upcasters(Upcaster.renamed("account.left", Closed.class))
                        .build(),
                After.class);
        assertThat(persistence.snapshotRecorder().selectEvents("Bank", id, EventQuery.all()))
                .hasSize(1);
        assertThat(later.accounts.find(id)).isEmpty();
        assertThat(later.accounts.contains(id)).isFalse();
    }

    @FinalEvent
    sealed interface Misplaced permits Gone {}

    record Gone() implements Misplaced {}

    static final class Misled extends Aggregate<Misplaced> {
        @Override
        protected void apply(Misplaced event) {}
    }

    @Test
    void theMarkOnASealedTypeIsRefused() {
        assertThatThrownBy(() -> OriginatorType.of(Misled.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put @FinalEvent on its records");
    }
}
