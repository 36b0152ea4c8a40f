package io.eventsourcing.system;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.LeaderLog;
import io.eventsourcing.projection.Projection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A graph of pipes from leaders to followers; a {@link Runner} runs it. Followers may be leaders in turn, also in a
 * circle, and may follow several leaders, between whose events there is no order. Immutable and thread-safe.
 */
public final class EventSourcedSystem {
    private final List<Pipe> pipes;
    private final List<Application> singles;

    private EventSourcedSystem(List<Pipe> pipes, List<Application> singles) {
        this.pipes = List.copyOf(pipes);
        this.singles = List.copyOf(singles);
        validate();
    }

    /** An edge from a leader to a process application. */
    public static Pipe pipe(Application leader, ProcessApplication follower) {
        return new Pipe(Leader.of(leader), follower);
    }

    /**
     * An edge from a leader to a projection, whose read model is in the leader's database, unless that has another one for
     * the projection's name.
     */
    public static Pipe pipe(Application leader, Projection follower) {
        return new Pipe(Leader.of(leader), follower, leader.eventSourcing());
    }

    /**
     * An edge from a leader to a projection, whose read model is in a database of its own.
     *
     * @param storage of that database, which the position is kept in and whose transactions the projection writes in
     */
    public static Pipe pipe(Application leader, Projection follower, EventSourcing storage) {
        return new Pipe(Leader.of(leader), follower, storage);
    }

    /**
     * An edge from a leader that is elsewhere to a process application. Its events are decoded as the follower's own are: by
     * its event types, transcoder, upcasters and keys.
     */
    public static Pipe pipe(LeaderLog leader, ProcessApplication follower) {
        return new Pipe(Leader.of(leader), follower);
    }

    /**
     * An edge from a leader that is elsewhere to a projection.
     *
     * @param storage of the database that the read model is in; the leader's events are decoded as its own are
     */
    public static Pipe pipe(LeaderLog leader, Projection follower, EventSourcing storage) {
        return new Pipe(Leader.of(leader), follower, storage);
    }

    /**
     * A system of these edges.
     *
     * @throws IllegalArgumentException if an edge is given twice, or if different nodes have the same name
     */
    public static EventSourcedSystem of(Pipe... pipes) {
        return new EventSourcedSystem(List.of(pipes), List.of());
    }

    /**
     * The same with applications that neither lead nor follow.
     *
     * @throws IllegalArgumentException if one has the name of another node
     */
    public EventSourcedSystem and(Application... others) {
        List<Application> all = new ArrayList<>(singles);
        all.addAll(List.of(others));
        return new EventSourcedSystem(pipes, all);
    }

    private void validate() {
        Map<String, Object> byName = new HashMap<>();
        Set<List<String>> edges = new HashSet<>();
        for (Pipe pipe : pipes) {
            refuseSameName(
                    byName, "the pipe " + pipe, pipe.leaderName(), pipe.leader().node());
            refuseSameName(byName, "the pipe " + pipe, pipe.followerName(), pipe.follower());
            if (!edges.add(List.of(pipe.leaderName(), pipe.followerName()))) {
                throw new IllegalArgumentException("The pipe %s is given twice".formatted(pipe));
            }
        }
        singles.forEach(single -> refuseSameName(byName, "the application " + single.name(), single.name(), single));
    }

    private static void refuseSameName(Map<String, Object> byName, String where, String name, Object node) {
        Object other = byName.putIfAbsent(name, node);
        if (other != null && other != node) {
            throw new IllegalArgumentException(
                    "Two nodes of the system have the name '%s', the second one in %s: a %s and a %s. Give one of them another name, or use the same object"
                            .formatted(
                                    name,
                                    where,
                                    other.getClass().getName(),
                                    node.getClass().getName()));
        }
    }

    /** The edges, in the order given. */
    public List<Pipe> pipes() {
        return pipes;
    }

    /** The applications that lead, follow or do neither, each once; those that are elsewhere are not among them. */
    public List<Application> applications() {
        Set<Object> nodes = new LinkedHashSet<>();
        for (Pipe pipe : pipes) {
            nodes.add(pipe.leader().node());
            nodes.add(pipe.follower());
        }
        nodes.addAll(singles);
        return nodes.stream()
                .filter(Application.class::isInstance)
                .map(Application.class::cast)
                .toList();
    }

    /** The names of the applications that are followed. */
    public List<String> leaders() {
        return names(Pipe::leaderName);
    }

    /** The names of the process applications and projections that follow. */
    public List<String> followers() {
        return names(Pipe::followerName);
    }

    /** The names of the applications that neither lead nor follow. */
    public List<String> singles() {
        Set<String> connected = new HashSet<>(leaders());
        connected.addAll(followers());
        return singles.stream()
                .map(Application::name)
                .filter(name -> !connected.contains(name))
                .distinct()
                .toList();
    }

    /** The names of a follower's leaders. */
    public List<String> leadersOf(String followerName) {
        return pipesOf(followerName).stream().map(Pipe::leaderName).toList();
    }

    private List<String> names(Function<Pipe, String> name) {
        return List.copyOf(new LinkedHashSet<>(pipes.stream().map(name).toList()));
    }

    /** @throws IllegalArgumentException if there is none */
    List<Pipe> pipesOf(String followerName) {
        List<Pipe> found = pipes.stream()
                .filter(pipe -> pipe.followerName().equals(followerName))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "No follower is named '%s'; there are %s".formatted(followerName, followers()));
        }
        return found;
    }

    /** @throws IllegalArgumentException if there is none */
    Pipe pipe(String followerName, String leaderName) {
        return pipesOf(followerName).stream()
                .filter(pipe -> pipe.leaderName().equals(leaderName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' does not follow '%s', but %s"
                        .formatted(followerName, leaderName, leadersOf(followerName))));
    }

    /** The graph in the language of Graphviz. */
    public String toDot() {
        return new SystemDrawing(this).dot();
    }

    /** The graph as a flowchart in the language of Mermaid. */
    public String toMermaid() {
        return new SystemDrawing(this).mermaid();
    }

    /** The graph as text: a line for each pipe, then one for each single. */
    @Override
    public String toString() {
        return new SystemDrawing(this).text();
    }
}
