package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.ApplicationOptions;
import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.mapping.Cipher;
import io.eventsourcing.mapping.JacksonTranscoder;
import io.eventsourcing.mapping.Transcoder;
import io.eventsourcing.mapping.compression.ZlibCompressor;
import io.eventsourcing.mapping.compression.ZstdCompressor;
import io.eventsourcing.mapping.encryption.EnvelopeCipher;
import io.eventsourcing.mapping.encryption.KeyRing;
import io.eventsourcing.mapping.encryption.OriginatorKeyCipher;
import io.eventsourcing.mapping.encryption.PythonAesCipher;
import io.eventsourcing.mapping.python.PythonFormat;
import io.eventsourcing.persistence.DataException;
import io.eventsourcing.persistence.EventQuery;
import io.eventsourcing.spring.Shop.Order.Placed;
import io.eventsourcing.system.FailurePolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SettingsTest {
    private static final String KEY = KeyRing.newKey();
    private static final String OTHER_KEY = KeyRing.newKey();

    private static ApplicationContextRunner withShop(String... settings) {
        return ShopContext.onH2()
                .withUserConfiguration(ShopContext.SystemConfiguration.class)
                .withPropertyValues("eventsourcing.runner.auto-start=false")
                .withPropertyValues(settings);
    }

    private static String stored(EventSourcing eventSourcing) {
        byte[] state = eventSourcing
                .persistence()
                .eventRecorder()
                .selectEvents("Shop", Shop.Order.idOf("1"), EventQuery.last())
                .getFirst()
                .state();
        return new String(state, StandardCharsets.ISO_8859_1);
    }

    private static FailureAnalysis failure(String... settings) {
        return StartFailures.analysis(withShop(settings));
    }

    @Test
    void statesAreEncryptedWithTheCurrentKeyAndCompressed() {
        withShop(
                        "eventsourcing.encryption.current-key=k2",
                        "eventsourcing.encryption.keys.k1=" + OTHER_KEY,
                        "eventsourcing.encryption.keys.k2=" + KEY,
                        "eventsourcing.compression=zlib")
                .run(context -> {
                    context.getBean(Shop.class).place("1");
                    EventSourcing eventSourcing = context.getBean(EventSourcing.class);
                    ApplicationOptions options = eventSourcing.options("Shop");
                    assertThat(options.states().cipher()).isInstanceOf(EnvelopeCipher.class);
                    assertThat(options.states().compressor()).isInstanceOf(ZlibCompressor.class);
                    assertThat(stored(eventSourcing)).contains("k2").doesNotContain("number");
                    assertThat(context.getBean(Shop.class).contains("1")).isTrue();
                });
    }

    @Test
    void anApplicationHasItsOwnSettingsWhichAreFoundByTheNamesOfEnvironmentVariablesToo() {
        withShop(
                        "eventsourcing.encryption.current-key=k1",
                        "eventsourcing.encryption.keys.k1=" + KEY,
                        "eventsourcing.snapshots=false",
                        "eventsourcing.applications.Shop.format=python",
                        "eventsourcing.applications.Shop.compression=zstd",
                        "eventsourcing.applications.Shop.encryption.per-originator=true",
                        "eventsourcing.applications.Shop.snapshots=true",
                        "eventsourcing.applications.receipts.encryption.enabled=false",
                        "eventsourcing.applications.receipts.cache=false")
                .run(context -> {
                    EventSourcing eventSourcing = context.getBean(EventSourcing.class);
                    ApplicationOptions shop = eventSourcing.options("Shop");
                    assertThat(shop.states().format()).isInstanceOf(PythonFormat.class);
                    assertThat(shop.states().compressor()).isInstanceOf(ZstdCompressor.class);
                    assertThat(shop.states().cipher()).isInstanceOf(OriginatorKeyCipher.class);
                    assertThat(shop.snapshots()).isTrue();
                    ApplicationOptions receipts = eventSourcing.options("Receipts");
                    assertThat(receipts.states().cipher()).isSameAs(Cipher.none());
                    assertThat(receipts.snapshots()).isFalse();
                    assertThat(receipts.cached()).isFalse();
                    assertThat(eventSourcing.options("Other").states().cipher()).isInstanceOf(EnvelopeCipher.class);
                });
    }

    @Test
    void pythonsKeyIsPythonsCipher() {
        withShop("eventsourcing.encryption.python-key=" + KEY, "eventsourcing.format=python")
                .run(context -> assertThat(context.getBean(EventSourcing.class)
                                .options("Shop")
                                .states()
                                .cipher())
                        .isInstanceOf(PythonAesCipher.class));
    }

    @Test
    void aTableLockIsRefusedWhereThereIsNone() {
        withShop("eventsourcing.schema.table-lock=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("not on H2"));
    }

    @Test
    void moreThanTheAppendLimitIsRefused() {
        withShop("eventsourcing.append-limit.size=1B")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Shop.class).place("1"))
                        .isInstanceOf(DataException.class));
    }

    @Test
    void theRunnersSettingsBecomeItsOptions() {
        EventSourcingProperties.Runner runner = new Binder(new MapConfigurationPropertySource(Map.of(
                        "eventsourcing.runner.batch-time", "2s",
                        "eventsourcing.runner.on-failure", "park",
                        "eventsourcing.runner.retries", "3",
                        "eventsourcing.runner.first-pause", "10ms",
                        "eventsourcing.runner.longest-pause", "20ms",
                        "eventsourcing.runner.parked-at-most", "7",
                        "eventsourcing.runner.followers", "Receipts")))
                .bind("eventsourcing", EventSourcingProperties.class)
                .get()
                .runner();
        assertThat(runner.options().batchTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(runner.options().followers()).containsExactly("Receipts");
        assertThat(runner.options().failurePolicy())
                .isEqualTo(FailurePolicy.park()
                        .retries(3)
                        .pauses(Duration.ofMillis(10), Duration.ofMillis(20))
                        .parkedAtMost(7));
    }

    @Test
    void aCurrentKeyThatIsNotThereIsRefusedWithTheKeysThatAre() {
        FailureAnalysis analysis =
                failure("eventsourcing.encryption.current-key=k9", "eventsourcing.encryption.keys.k1=" + KEY);
        assertThat(analysis.getDescription())
                .contains("eventsourcing.encryption.current-key is 'k9', which is none of the keys [k1]")
                .contains("It comes from: \"eventsourcing.encryption.current-key\"");
        assertThat(analysis.getAction()).startsWith("Set eventsourcing.encryption.keys.k9 to 32 random bytes");
    }

    @Test
    void keysWithoutACurrentOneAreRefused() {
        assertThat(failure("eventsourcing.encryption.keys.k1=" + KEY).getDescription())
                .contains("eventsourcing.encryption.current-key is not set");
    }

    @Test
    void aValueThatIsNoKeyIsRefusedAndNotShown() {
        FailureAnalysis analysis =
                failure("eventsourcing.encryption.current-key=k1", "eventsourcing.encryption.keys.k1=pst-secret!");
        assertThat(analysis.getDescription())
                .contains("eventsourcing.encryption.keys.k1 is no key")
                .doesNotContain("pst");
        assertThat(analysis.getCause().toString()).doesNotContain("pst");
    }

    @Test
    void theKeysAreNotInTheTextOfTheSettings() {
        EncryptionProperties settings = new EncryptionProperties(null, "k1", Map.of("k1", KEY), null, null, OTHER_KEY);
        assertThat(settings.toString()).contains("k1").doesNotContain(KEY).doesNotContain(OTHER_KEY);
    }

    @Test
    void anApplicationThatIsNotThereIsRefusedWithThoseThatAre() {
        FailureAnalysis analysis = failure("eventsourcing.applications.Shopp.compression=zlib");
        assertThat(analysis.getDescription())
                .contains("eventsourcing.applications.Shopp is set, but no application is named so");
        assertThat(analysis.getAction()).contains("[Receipts, Shop]");
    }

    @Test
    void aFollowerThatIsNotThereIsRefusedWithThoseThatAre() {
        FailureAnalysis analysis = failure("eventsourcing.runner.followers=Recipes");
        assertThat(analysis.getDescription())
                .contains("eventsourcing.runner.followers names 'Recipes'")
                .contains("It comes from");
        assertThat(analysis.getAction()).contains("[Receipts]");
    }

    @Test
    void followersJoinTheTransactionThatSavesOnlyWhereThatIsSafe() {
        FailureAnalysis analysis = failure("eventsourcing.runner.kind=joining");
        assertThat(analysis.getDescription())
                .contains("The setting eventsourcing.runner.kind is joining.")
                .contains("on H2");
        assertThat(analysis.getAction()).contains("multi-threaded");
        withShop(
                        "eventsourcing.runner.kind=joining",
                        "eventsourcing.runner.auto-start=true",
                        "eventsourcing.schema.table-lock=true",
                        "spring.datasource.hikari.maximum-pool-size=2",
                        "spring.datasource.url=" + TestDatabases.postgres())
                .run(context -> {
                    context.getBean(Shop.class).place("1");
                    assertThat(context.getBean(ShopContext.Receipts.class).seen())
                            .containsExactly(new Placed("1"));
                });
    }

    @Test
    void aTranscoderBeanAndPythonsFormatAreRefusedTogether() {
        FailureAnalysis[] found = new FailureAnalysis[1];
        withShop("eventsourcing.format=python")
                .withBean(Transcoder.class, JacksonTranscoder::new)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("there is a Transcoder bean"));
    }

    @Test
    void aSettingOutOfRangeIsNamedWithItsRemedy() {
        FailureAnalysis analysis = failure("eventsourcing.runner.first-pause=1m");
        assertThat(analysis.getDescription()).contains("eventsourcing.runner.longest-pause is PT10S");
        assertThat(analysis.getAction()).isEqualTo("Set it to first-pause or more, which is PT1M.");
    }
}
