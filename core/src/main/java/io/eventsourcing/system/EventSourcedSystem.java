package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.projection.Projection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph of pipes from leaders to followers; a {@link Runner} runs it. Followers may be leaders in turn, also in a
 * circle. Immutable and thread-safe.
 */
public final class EventSourcedSystem {
    private final List<Pipe> pipes;

    private EventSourcedSystem(List<Pipe> pipes) {
        this.pipes = pipes;
    }

    /** An edge from a leader to a process application. */
    public static Pipe pipe(Application leader, ProcessApplication follower) {
        return new Pipe(leader, follower);
    }

    /** An edge from a leader to a projection, whose read model is in the leader's database. */
    public static Pipe pipe(Application leader, Projection follower) {
        return new Pipe(leader, follower, leader.eventSourcing());
    }

    /**
     * An edge from a leader to a projection, whose read model is in a database of its own.
     *
     * @param storage of that database, which the position is kept in and whose transactions the projection writes in
     */
    public static Pipe pipe(Application leader, Projection follower, EventSourcing storage) {
        return new Pipe(leader, follower, storage);
    }

    /**
     * A system of these edges.
     *
     * @throws IllegalArgumentException if an edge is given twice, or if different applications have the same name
     */
    public static EventSourcedSystem of(Pipe... pipes) {
        Map<String, Object> byName = new HashMap<>();
        Set<List<String>> edges = new HashSet<>();
        for (Pipe pipe : pipes) {
            refuseSameName(byName, pipe.leaderName(), pipe.leader());
            refuseSameName(byName, pipe.followerName(), pipe.follower());
            if (!edges.add(List.of(pipe.leaderName(), pipe.followerName()))) {
                throw new IllegalArgumentException("The pipe " + pipe + " is given twice");
            }
        }
        return new EventSourcedSystem(List.of(pipes));
    }

    private static void refuseSameName(Map<String, Object> byName, String name, Object node) {
        Object other = byName.putIfAbsent(name, node);
        if (other != null && other != node) {
            throw new IllegalArgumentException("Two nodes of the system have the name '%s': a %s and a %s"
                    .formatted(name, other.getClass().getName(), node.getClass().getName()));
        }
    }

    /** The edges, in the order given. */
    public List<Pipe> pipes() {
        return pipes;
    }
}
