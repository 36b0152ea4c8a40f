/**
 * A dog school. Begin with {@code Dog}, an aggregate; {@code TrainingSchool}, the application that stores it; {@code FrontDesk},
 * which writes a row in the transaction of an event; then {@code TrickCounters} and {@code Announcements}, a follower and
 * its own follower, which {@code TrainingSchoolApplication} connects. {@code OwnWrites} waits for them. The packages
 * {@code web} and {@code api} are for people and for programs; {@code adopted} opens a database of Django's.
 */
@NullMarked
package io.eventsourcing.examples.trainingschool;

import org.jspecify.annotations.NullMarked;
