package io.eventsourcing.application.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.Application;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.application.Section;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.Notification;
import io.eventsourcing.persistence.StoredEvent;
import io.eventsourcing.persistence.memory.MemoryPersistence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationLogJsonTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4abc-8000-0000000000ff");

    private static final String FIRST = """
            {"id": 1, "originator_id": "0000000000004abc80000000000000ff", "originator_version": 1, \
            "topic": "Begun", "state": "e30="}""";

    private static final class Shop extends Application {
        Shop(EventSourcing eventSourcing) {
            super(eventSourcing, "Shop");
        }
    }

    private final MemoryPersistence persistence = new MemoryPersistence();
    private final NotificationLogJson pages =
            new NotificationLogJson(new Shop(EventSourcing.of(persistence)).notificationLog());
    private final NotificationLogJsonReader reader = new NotificationLogJsonReader("Shop");

    private void store(String application, long version, String topic, byte[] state) {
        persistence
                .eventRecorder()
                .insertEvents(List.of(new StoredEvent(
                        application, ID, version, topic, state, null, null, NotificationLogJsonReader.RECORDED_AT)));
    }

    private void store(String application, long version, String topic) {
        store(application, version, topic, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void storeTwelve() {
        LongStream.rangeClosed(1, 12).forEach(version -> store("Shop", version, version % 2 == 1 ? "Odd" : "Even"));
    }

    @Test
    void anEmptyLogIsAnEmptyPage() {
        assertThat(pages.section("1,10")).isEqualTo("{\"id\": null, \"next_id\": null, \"items\": []}");
        assertThat(pages.select(0, 10)).isEqualTo("[]");
    }

    @Test
    void aSectionHasItsNameTheNextNameAndTheItems() {
        store("Shop", 1, "Begun");
        store("Other", 1, "Begun");
        store("Shop", 2, "Ended");
        assertThat(pages.section("1,2")).isEqualTo("""
                {"id": "1,3", "next_id": "4,5", "items": [%s, \
                {"id": 3, "originator_id": "0000000000004abc80000000000000ff", "originator_version": 2, \
                "topic": "Ended", "state": "e30="}]}""".formatted(FIRST));
        assertThat(pages.select(1, 1)).isEqualTo("[" + FIRST + "]");
    }

    @Test
    void everythingButPrintableAsciiIsEscapedInLowerCase() {
        store("Shop", 1, "\"\\/\n\r\t\f\b\u0000\u001f ~\u007f\u0080éŒ\u2028😀\ud83d", new byte[] {-1, -17, 0});
        String expected =
                "\\\"\\\\/\\n\\r\\t\\f\\b\\u0000\\u001f ~\\u007f\\u0080\\u00e9\\u0152\\u2028\\ud83d\\ude00\\ud83d";
        assertThat(pages.select(0, 10)).contains("\"topic\": \"" + expected + "\", \"state\": \"/+8A\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0,true,1",
        "1,true,1",
        "1,false,2",
        "7,true,7",
        "7,false,8",
        "-9,false,1",
        "-9223372036854775808,true,1"
    })
    void selectingBeginsAtTheStartOrDirectlyAfterIt(long start, boolean inclusive, long first) {
        storeTwelve();
        assertThat(reader.notifications(pages.select(start, 1, Set.of(), inclusive)))
                .extracting(Notification::id)
                .containsExactly(first);
    }

    @Test
    void selectingChoosesTopics() {
        storeTwelve();
        assertThat(reader.notifications(pages.select(4, 2, Set.of("Odd"), true)))
                .extracting(Notification::id)
                .containsExactly(5L, 7L);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11, 20})
    void aLimitThatIsNotWithinASectionIsRefused(int limit) {
        assertThatThrownBy(() -> pages.select(0, limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "limit must be from 0 to 10, the size of a section, but is %d: ask for several pages, each from the last id of the one before",
                        limit);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        storeTwelve();
        Section first = reader.section(pages.section("1,10"));
        assertThat(first)
                .isEqualTo(new Shop(EventSourcing.of(persistence))
                        .notificationLog()
                        .section("1,10"));
        assertThat(first.nextId()).isEqualTo("11,20");
        assertThat(reader.section(pages.section("11,20")).items()).hasSize(2);
        assertThat(reader.section(pages.section("13,22"))).isEqualTo(new Section(null, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[                                        | it is not JSON in line 1",
                "[] []                                    | it is not JSON in line 1",
                "{\"items\": [], \"items\": []}           | it is not JSON in line 1",
                "7                                        | the page is not an array",
                "[7]                                      | items[0] is not an object",
                "[{}]                                     | items[0].id is missing",
                "[{\"id\": \"1\"}]                        | items[0].id is not a whole number of at least 1",
                "[{\"id\": 1.0}]                          | items[0].id is not a whole number of at least 1",
                "[{\"id\": 0}]                            | items[0].id is not a whole number of at least 1",
                "[{\"id\": 9223372036854775808}]          | items[0].id is not a whole number of at least 1",
                "[FIRST, FIRST]                           | items[1].id is not a whole number of at least 2",
            })
    void aPageThatIsNotAListOfNotificationsIsRefused(String page, String problem) {
        refused(() -> reader.notifications(page.replace("FIRST", FIRST)), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "originator_id, 12, is not text",
        "originator_id, '\"00000000-0000-4abc-8000-0000000000ff\"', is not a UUID of 32 hexadecimal digits",
        "originator_version, -1, is not a whole number of at least 0",
        "topic, null, is not text",
        "state, '{}', is not text",
        "state, '\"%%\"', is not base64"
    })
    void aNotificationWithAWrongValueIsRefused(String key, String value, String problem) {
        String page =
                "[%s]".formatted(FIRST.replaceAll("\"%s\": [^,}]+".formatted(key), "\"%s\": %s".formatted(key, value)));
        refused(() -> reader.notifications(page), "items[0].%s %s".formatted(key, problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "[]                                                 | the page is not an object",
                "{\"id\": null, \"next_id\": null}                  | items is missing",
                "{\"id\": null, \"next_id\": null, \"items\": {}}   | items is not an array",
                "{\"items\": []}                                    | id is missing",
                "{\"id\": null, \"items\": []}                      | next_id is missing",
                "{\"id\": \"1,2\", \"next_id\": null, \"items\": [FIRST]}    | id is \"1,2\", but the items make it 1,1",
                "{\"id\": null, \"next_id\": null, \"items\": [FIRST]}       | id is not text",
                "{\"id\": \"1,1\", \"next_id\": null, \"items\": []}         | id is \"1,1\", but the items make it null",
                "{\"id\": \"1,1\", \"next_id\": \"1,1\", \"items\": [FIRST]} | next_id is \"1,1\", which is not the name of a section after",
                "{\"id\": \"1,1\", \"next_id\": \"2-3\", \"items\": [FIRST]} | next_id is \"2-3\", which is not the name of a section after",
                "{\"id\": null, \"next_id\": \"1,10\", \"items\": []}        | next_id is \"1,10\", which is not the name of a section after",
            })
    void aSectionThatContradictsItselfIsRefused(String page, String problem) {
        refused(() -> reader.section(page.replace("FIRST", FIRST)), problem);
    }

    @Test
    void unknownKeysArePassedOver() {
        String page = "[%s]".formatted(FIRST.replace("{", "{\"metadata\": {}, "));
        assertThat(reader.notifications(page)).isEqualTo(reader.notifications("[" + FIRST + "]"));
    }

    private static void refused(Runnable reading, String problem) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(MalformedPageException.class)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("This is not a page of the notification log of 'Shop': " + problem);
    }
}
