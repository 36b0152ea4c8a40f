package io.eventsourcing.spring.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandArgumentsTest {
    @Test
    void aCommandFollowsTheWordEventsourcing() {
        assertThat(CommandArguments.of("eventsourcing", "followers", "--json"))
                .hasValueSatisfying(arguments -> assertThat(arguments).containsExactly("followers", "--json"));
    }

    @Test
    void synchronizingNeedsNoWordBefore() {
        assertThat(CommandArguments.of("sync-followers", "-n")).isPresent();
        assertThat(CommandArguments.of("sync_followers")).isPresent();
    }

    @Test
    void theApplicationsOwnArgumentsAreLeftAlone() {
        assertThat(CommandArguments.of()).isEmpty();
        assertThat(CommandArguments.of("import", "eventsourcing")).isEmpty();
        assertThat(CommandArguments.of("followers")).isEmpty();
        assertThat(CommandArguments.of("--server.port=0")).isEmpty();
    }

    @Test
    void settingsOfSpringAreNotTheCommands() {
        assertThat(CommandArguments.of("--spring.datasource.url=jdbc:h2:mem:", "sync-followers", "--json"))
                .hasValueSatisfying(arguments -> assertThat(arguments).containsExactly("sync-followers", "--json"));
    }
}
