/**
 * The same for programs. {@code TrickApi} shows conditional requests, {@code RepeatedRequests} how a request that is sent again
 * is done once, {@code CountApi} how a client reads its own writes, and {@code ApiProblems} what clients are told.
 */
@NullMarked
package io.eventsourcing.examples.trainingschool.api;

import org.jspecify.annotations.NullMarked;
