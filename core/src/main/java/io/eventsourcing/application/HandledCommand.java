package io.eventsourcing.application;

import io.eventsourcing.domain.Aggregate;
import io.eventsourcing.domain.NameBasedUuid;
import io.eventsourcing.domain.Topic;
import java.util.UUID;

/** The key of a command that was handled: an aggregate of one event, whose id is made of the key. */
@Topic("io.eventsourcing.handled-command")
final class HandledCommand extends Aggregate<CommandHandled> {
    private HandledCommand() {}

    static UUID idOf(String key) {
        return NameBasedUuid.forUrl("/io.eventsourcing/handled-commands/" + key);
    }

    static HandledCommand of(String key) {
        return create(HandledCommand::new, idOf(key), new CommandHandled(key));
    }

    @Override
    protected void apply(CommandHandled event) {}
}
