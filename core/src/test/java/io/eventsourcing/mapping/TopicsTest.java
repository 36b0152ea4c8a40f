package io.eventsourcing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.domain.Topic;
import org.junit.jupiter.api.Test;

class TopicsTest {
    record Unnamed() {}

    @Topic("dog.registered")
    record Named() {}

    @Topic("dog.registered")
    record SameName() {}

    @Topic(" ")
    record Blank() {}

    private final Topics topics = new Topics();

    @Test
    void aTopicIsTheAnnotationOrTheBinaryName() {
        assertThat(topics.register(Named.class)).isEqualTo("dog.registered");
        assertThat(topics.register(Unnamed.class)).isEqualTo(Unnamed.class.getName());
        assertThat(topics.topicOf(Named.class)).isEqualTo("dog.registered");
        assertThat(topics.typeOf("dog.registered")).isEqualTo(Named.class);
    }

    @Test
    void registeringTwiceChangesNothingButTwoTypesOfOneTopicAreRefused() {
        topics.register(Named.class);
        topics.register(Named.class);
        assertThatThrownBy(() -> topics.register(SameName.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Named.class.getName())
                .hasMessageContaining(SameName.class.getName());
        assertThatThrownBy(() -> topics.register(Blank.class)).hasMessageContaining("blank");
    }

    @Test
    void onlyRegisteredTypesAreFoundEvenIfAClassOfThatNameExists() {
        assertThatThrownBy(() -> topics.typeOf(Unnamed.class.getName())).isInstanceOf(UnknownTopicException.class);
        assertThatThrownBy(() -> topics.topicOf(Unnamed.class)).isInstanceOf(MapperException.class);
    }
}
