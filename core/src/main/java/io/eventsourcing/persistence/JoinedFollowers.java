package io.eventsourcing.persistence;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who process in the transactions that write events, if there are any. Thread-safe. */
final class JoinedFollowers {
    private final PersistenceModule persistence;
    private final List<Consumer<Set<String>>> followers = new CopyOnWriteArrayList<>();

    JoinedFollowers(PersistenceModule persistence) {
        this.persistence = persistence;
    }

    boolean isEmpty() {
        return followers.isEmpty();
    }

    void add(Consumer<Set<String>> follower) {
        persistence.writerLock();
        followers.add(follower);
    }

    void remove(Consumer<Set<String>> follower) {
        followers.remove(follower);
    }

    /** Before ids are drawn, so that no other transaction has any in flight. */
    void beforeWriting() {
        if (!followers.isEmpty()) {
            persistence.writerLock().lock();
        }
    }

    void process(Set<String> applicationNames) {
        followers.forEach(follower -> follower.accept(applicationNames));
    }
}
