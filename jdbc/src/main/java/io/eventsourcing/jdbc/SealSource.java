package io.eventsourcing.jdbc;

import java.sql.SQLException;

/** A database that lets a missing id be taken, so that nobody else can use it any more. */
interface SealSource extends HeadSource {
    /** What became of the attempt to take a missing id. */
    enum Seal {
        /** It was free and is now marked: it was rolled back, or its owner will fail. */
        SEALED,
        /** It is committed by now. */
        COMMITTED,
        /** A transaction that has not ended owns it. */
        OWNED
    }

    /** Inserts a marker at a missing id without waiting, in a transaction of its own. */
    Seal seal(long id) throws SQLException;
}
