package io.eventsourcing.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/** Finds the transaction manager of a data source, whose transactions saves join. */
final class TransactionManagers {
    private static final boolean JPA = ClassUtils.isPresent(
                    "org.springframework.orm.jpa.JpaTransactionManager", TransactionManagers.class.getClassLoader())
            && ClassUtils.isPresent(
                    "jakarta.persistence.EntityManagerFactory", TransactionManagers.class.getClassLoader());

    private final ListableBeanFactory beans;

    TransactionManagers(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The manager of the data source that all applications share: the primary or only one, unless that is known to be of
     * another data source.
     *
     * @throws InvalidSettingException if there is none, or if several would do
     */
    PlatformTransactionManager ofMain(DataSources.Chosen dataSource) {
        PlatformTransactionManager unique = unique();
        return unique != null && dataSourceOf(unique) == null ? unique : of(dataSource);
    }

    /** @throws InvalidSettingException if there is none, or if several would do */
    PlatformTransactionManager of(DataSources.Chosen dataSource) {
        PlatformTransactionManager unique = unique();
        if (unique != null && dataSourceOf(unique) == dataSource.bean()) {
            return unique;
        }
        List<String> fitting = new ArrayList<>();
        for (String name : names()) {
            if (dataSourceOf(beans.getBean(name, PlatformTransactionManager.class)) == dataSource.bean()) {
                fitting.add(name);
            }
        }
        if (fitting.size() == 1) {
            return beans.getBean(fitting.getFirst(), PlatformTransactionManager.class);
        }
        throw fitting.isEmpty() ? none(dataSource) : several(dataSource, fitting);
    }

    private @Nullable PlatformTransactionManager unique() {
        return beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
    }

    private List<String> names() {
        return Arrays.stream(
                        BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, PlatformTransactionManager.class))
                .sorted()
                .toList();
    }

    private InvalidSettingException none(DataSources.Chosen dataSource) {
        return dataSource.refused(
                "but no transaction manager is of that data source: there are %s".formatted(names()),
                "define a bean of JdbcTransactionManager that is made with '%s', or of JpaTransactionManager with an EntityManagerFactory that uses it"
                        .formatted(dataSource.name()));
    }

    private static InvalidSettingException several(DataSources.Chosen dataSource, List<String> fitting) {
        return dataSource.refused(
                "which several transaction managers are of: %s".formatted(fitting),
                "leave one of them, or mark the one that is to be used with @Primary");
    }

    /** Null if it is not known. */
    private static @Nullable DataSource dataSourceOf(PlatformTransactionManager manager) {
        if (!(manager instanceof ResourceTransactionManager of)) {
            return null;
        }
        return of.getResourceFactory() instanceof DataSource dataSource
                ? dataSource
                : JPA ? Jpa.dataSourceOf(manager, of.getResourceFactory()) : null;
    }

    /** Apart, so that it is loaded only where Jakarta Persistence is there. */
    private static final class Jpa {
        static @Nullable DataSource dataSourceOf(PlatformTransactionManager manager, Object resource) {
            if (manager instanceof JpaTransactionManager jpa && jpa.getDataSource() != null) {
                return jpa.getDataSource();
            }
            return resource instanceof EntityManagerFactoryInfo factory ? factory.getDataSource() : null;
        }
    }
}
