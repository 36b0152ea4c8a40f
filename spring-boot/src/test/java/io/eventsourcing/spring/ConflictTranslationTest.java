package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventsourcing.application.EventSourcing;
import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.RolledBackException;
import io.eventsourcing.persistence.VersionConflictException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.annotation.PersistenceExceptionTranslationPostProcessor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

class ConflictTranslationTest {
    /** A bean of which Spring makes a proxy that translates. */
    @Repository
    static class Orders {
        private final Shop shop;

        Orders(Shop shop) {
            this.shop = shop;
        }

        public void place(String number) {
            shop.place(number);
        }
    }

    /** Is tried again from outside its transaction, with another number. */
    static class Clerk {
        private final Shop shop;
        private int attempts;

        Clerk(Shop shop) {
            this.shop = shop;
        }

        @Retryable(includes = VersionConflictException.class, delay = 1)
        @Transactional
        public int place(String number) {
            attempts++;
            shop.place(attempts == 1 ? "taken" : number);
            return attempts;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Retrying {}

    private static ApplicationContextRunner withShop(String... settings) {
        return ShopContext.onH2().withBean(Shop.class).withPropertyValues(settings);
    }

    @Test
    void aCommitThrowsSpringsExceptionWithTheTypedOneAsItsCauseWhenAskedTo() {
        withShop("eventsourcing.translate-conflicts=true").run(context -> {
            Shop shop = context.getBean(Shop.class);
            shop.place("1");
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> shop.place("1")))
                    .isInstanceOf(OptimisticLockingFailureException.class)
                    .hasCauseInstanceOf(VersionConflictException.class)
                    .hasMessageContaining(Shop.Order.idOf("1").toString());
        });
    }

    @Test
    void theLibraryItselfSeesItsOwnExceptionsAndSoTriesAgain() {
        withShop("eventsourcing.translate-conflicts=true").run(context -> {
            Shop shop = context.getBean(Shop.class);
            shop.place("1");
            assertThatThrownBy(() -> context.getBean(EventSourcing.class)
                            .transactions()
                            .required(() -> {
                                shop.place("1");
                                return 1;
                            }))
                    .isInstanceOf(VersionConflictException.class);
        });
    }

    @Test
    void withoutTheSettingACommitThrowsTheTypedException() {
        withShop().run(context -> {
            Shop shop = context.getBean(Shop.class);
            shop.place("1");
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> shop.place("1")))
                    .isInstanceOf(VersionConflictException.class);
        });
    }

    @Test
    void whatARepositoryOfSpringsThrowsIsTranslated() {
        withShop()
                .withBean(Orders.class)
                .withBean(PersistenceExceptionTranslationPostProcessor.class, () -> {
                    PersistenceExceptionTranslationPostProcessor processor =
                            new PersistenceExceptionTranslationPostProcessor();
                    processor.setProxyTargetClass(true);
                    return processor;
                })
                .run(context -> {
                    Orders orders = context.getBean(Orders.class);
                    orders.place("1");
                    assertThatThrownBy(() -> orders.place("1"))
                            .isInstanceOf(OptimisticLockingFailureException.class)
                            .hasCauseInstanceOf(VersionConflictException.class);
                });
    }

    @Test
    void aTransactionalMethodThatIsRetryableBeginsANewTransaction() {
        withShop().withUserConfiguration(Retrying.class).withBean(Clerk.class).run(context -> {
            Shop shop = context.getBean(Shop.class);
            shop.place("taken");
            assertThat(context.getBean(Clerk.class).place("1")).isEqualTo(2);
            assertThat(shop.contains("1")).isTrue();
        });
    }

    @Test
    void eachErrorHasItsCounterpart() {
        ConflictTranslator translator = new ConflictTranslator();
        assertThat(translator.translateExceptionIfPossible(new IntegrityException("taken", null)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(translator.translateExceptionIfPossible(new RolledBackException("deadlock", null)))
                .isInstanceOf(PessimisticLockingFailureException.class);
        assertThat(translator.translateExceptionIfPossible(new OperationalException("gone", null)))
                .isInstanceOf(TransientDataAccessResourceException.class);
        assertThat(translator.translateExceptionIfPossible(new IllegalStateException("other")))
                .isNull();
    }
}
