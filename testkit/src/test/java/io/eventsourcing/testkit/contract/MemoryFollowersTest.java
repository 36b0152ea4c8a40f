package io.eventsourcing.testkit.contract;

class MemoryFollowersTest extends SystemContract {
    @Override
    protected PersistenceFixture fixture() {
        return new MemoryFixture();
    }
}
