/**
 * How the school opens a database of the same school in Django, with the profile {@code django}: the tables are adopted by a
 * migration, Python's names are made known, and the rows of the pages are written of what is in the events.
 */
@NullMarked
package io.eventsourcing.examples.trainingschool.adopted;

import org.jspecify.annotations.NullMarked;
