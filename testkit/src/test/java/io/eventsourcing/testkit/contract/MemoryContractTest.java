package io.eventsourcing.testkit.contract;

class MemoryContractTest extends BackendContract {
    @Override
    protected PersistenceFixture fixture() {
        return new MemoryFixture();
    }
}
