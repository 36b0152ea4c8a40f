package io.eventsourcing.projection;

/**
 * A read model that is built beside the one that it is to replace, in tables of its own. Everything is called in
 * transactions of the database that both are in.
 */
public interface Shadow {
    /**
     * What is being built, as a part of the name under which its position is stored: change it when the projection has
     * changed, so that nothing half-built by the earlier one is gone on with.
     */
    String version();

    /** Writes the new read model. Its event types count; its name does not. */
    Projection projection();

    /** Makes the new read model empty: before the first event, and when the rebuild is cancelled. */
    void clear();

    /**
     * Puts the new read model in the place of the old one, for example by renaming their tables, in the transaction that also
     * moves the position. Where the database commits by itself when tables are changed, as MariaDB and H2 do, copy the rows or
     * change a row that says which tables are read.
     */
    void swap();
}
