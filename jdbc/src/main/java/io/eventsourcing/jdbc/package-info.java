/** Events in relational databases through JDBC: PostgreSQL, MariaDB, SQLite and H2. */
@NullMarked
package io.eventsourcing.jdbc;

import org.jspecify.annotations.NullMarked;
