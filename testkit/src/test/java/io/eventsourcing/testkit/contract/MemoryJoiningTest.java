package io.eventsourcing.testkit.contract;

class MemoryJoiningTest extends JoiningContract {
    @Override
    protected PersistenceFixture fixture() {
        return new MemoryFixture();
    }
}
