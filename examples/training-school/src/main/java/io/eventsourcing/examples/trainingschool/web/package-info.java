/**
 * The pages. {@code DogPages} shows validation, redirects after posts, and what becomes of a form that someone was faster
 * than; {@code CountPages} shows what followers write, and {@code LiveUpdates} keeps it up to date; {@code OperatorPages}
 * looks after the followers; {@code SecurityConfiguration} says who may do what.
 */
@NullMarked
package io.eventsourcing.examples.trainingschool.web;

import org.jspecify.annotations.NullMarked;
