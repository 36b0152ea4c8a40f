package io.eventsourcing.testkit.contract;

class MemoryProjectionsTest extends ProjectionsContract {
    @Override
    protected PersistenceFixture fixture() {
        return new MemoryFixture();
    }
}
