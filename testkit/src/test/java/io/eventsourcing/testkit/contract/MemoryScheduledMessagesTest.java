package io.eventsourcing.testkit.contract;

class MemoryScheduledMessagesTest extends ScheduledMessagesContract {
    @Override
    protected PersistenceFixture fixture() {
        return new MemoryFixture();
    }
}
