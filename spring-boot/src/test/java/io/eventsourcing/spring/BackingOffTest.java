package io.eventsourcing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.StandardMethodMetadata;

/** Every bean that is auto-configured steps back for one of the application's own, or is nothing that one could have. */
class BackingOffTest {
    private record Auto(String name, Method method, Object bean) {
        boolean replaceable() {
            return method.isAnnotationPresent(ConditionalOnMissingBean.class);
        }

        private ConditionalOnMissingBean condition() {
            return method.getAnnotation(ConditionalOnMissingBean.class);
        }

        /** Whether it steps back for a bean of its name, and not for one of a type. */
        boolean byName() {
            return condition().name().length > 0;
        }

        /** The type that it steps back for. */
        Class<?> type() {
            Class<?>[] types = condition().value();
            return types.length == 0 ? method.getReturnType() : types[0];
        }

        /** What the application's own is called. */
        String ownName() {
            return byName() ? condition().name()[0] : "own" + type().getSimpleName();
        }
    }

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(Stream.concat(
                            Stream.of(
                                    DataSourceAutoConfiguration.class,
                                    DataSourceTransactionManagerAutoConfiguration.class,
                                    FlywayAutoConfiguration.class),
                            ours().stream())
                    .toArray(Class<?>[]::new)))
            .withUserConfiguration(ShopContext.SystemConfiguration.class)
            .withBean(ObservationRegistry.class, ObservationRegistry::create)
            .withBean(Tracer.class, () -> Tracer.NOOP)
            .withBean(Propagator.class, () -> Propagator.NOOP)
            .withPropertyValues(
                    "spring.datasource.url=" + TestDatabases.h2(),
                    "eventsourcing.runner.auto-start=false",
                    "eventsourcing.web.notification-log.enabled=true");

    private static List<Class<?>> ours() {
        List<Class<?>> found = new ArrayList<>();
        for (String name : ImportCandidates.load(AutoConfiguration.class, null)) {
            if (name.startsWith("io.eventsourcing.")) {
                try {
                    found.add(Class.forName(name));
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return found;
    }

    private static List<Auto> autoConfigured(AssertableWebApplicationContext context) {
        List<Auto> found = new ArrayList<>();
        for (String name : context.getBeanDefinitionNames()) {
            if (context.getBeanFactory().getMergedBeanDefinition(name) instanceof RootBeanDefinition definition
                    && definition.getSource() instanceof StandardMethodMetadata source
                    && isOurs(source)) {
                found.add(new Auto(name, source.getIntrospectedMethod(), context.getBean(name)));
            }
        }
        return found;
    }

    private static boolean isOurs(MethodMetadata source) {
        String type = source.getDeclaringClassName();
        return ours().stream().map(Class::getName).anyMatch(name -> type.equals(name) || type.startsWith(name + "$"));
    }

    @Test
    void everyAutoConfiguredBeanStepsBackForOneOfTheApplicationsOwn() {
        runner.run(context -> {
            List<Auto> all = autoConfigured(context);
            assertThat(all).hasSizeGreaterThan(20);
            assertThat(all)
                    .filteredOn(auto -> !auto.replaceable())
                    .allSatisfy(auto -> assertThat(Modifier.isPublic(
                                    auto.method().getReturnType().getModifiers()))
                            .as(auto.name())
                            .isFalse());
            List<Auto> replaceable = all.stream().filter(Auto::replaceable).toList();
            with(replaceable).run(replaced -> {
                assertThat(replaced).hasNotFailed();
                for (Auto auto : replaceable) {
                    assertThat(replaced.getBean(auto.ownName())).as(auto.name()).isInstanceOf(auto.type());
                    assertThat(autoConfigured(replaced)).extracting(Auto::name).doesNotContain(auto.name());
                }
            });
        });
    }

    /** The beans of another context as the application's own. */
    private WebApplicationContextRunner with(List<Auto> others) {
        Map<String, Auto> own = new TreeMap<>();
        others.forEach(auto -> own.putIfAbsent(auto.ownName(), auto));
        WebApplicationContextRunner replacing = runner;
        for (Map.Entry<String, Auto> entry : own.entrySet()) {
            @SuppressWarnings("unchecked")
            Class<Object> type = (Class<Object>) entry.getValue().type();
            Object bean = others.stream()
                    .filter(auto -> auto.equals(entry.getValue()) || !auto.byName())
                    .map(Auto::bean)
                    .filter(type::isInstance)
                    .findFirst()
                    .orElseThrow();
            replacing = replacing.withBean(entry.getKey(), type, () -> bean);
        }
        return replacing;
    }
}
