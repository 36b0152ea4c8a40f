package io.eventsourcing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameBasedUuidTest {
    /** Computed with Python's {@code uuid.uuid5(uuid.NAMESPACE_URL, name)}. */
    @ParameterizedTest
    @CsvSource({
        "/dogs/Fido, 1e1d7398-8986-57af-bb01-11a89b2f8b02",
        "/dogs/Größe 犬, 780d4a16-9d15-5047-9f0a-5594a38e4d6c",
        "'', 1b4db7eb-4057-5ddf-91e0-36dec72071f5"
    })
    void theSameNameGivesTheSameIdAsInOtherLanguages(String name, UUID expected) {
        assertThat(NameBasedUuid.forUrl(name)).isEqualTo(expected);
        assertThat(NameBasedUuid.forUrl(name).version()).isEqualTo(5);
        assertThat(NameBasedUuid.forUrl(name).variant()).isEqualTo(2);
    }
}
