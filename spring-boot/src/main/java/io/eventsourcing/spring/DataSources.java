package io.eventsourcing.spring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The data sources of the application, by the names of their beans. */
public final class DataSources {
    private static final String MAIN = "eventsourcing.data-source";

    private final ConfigurableListableBeanFactory beans;
    private final EventSourcingProperties properties;
    private final @Nullable String mainName;

    DataSources(ConfigurableListableBeanFactory beans, EventSourcingProperties properties) {
        this.beans = beans;
        this.properties = properties;
        this.mainName = properties.dataSource();
    }

    /**
     * A data source that events are stored in.
     *
     * @param setting the setting that decides so
     * @param name of the bean
     * @param bean the data source
     */
    record Chosen(String setting, String name, DataSource bean) {
        /** What is wrong with it. */
        InvalidSettingException refused(String problem, String remedy) {
            return new InvalidSettingException(
                    setting, "has events stored in '%s', %s".formatted(name, problem), remedy);
        }
    }

    /** That of all applications which have none of their own; empty if there is none, or several of equal rank. */
    Optional<Chosen> main() {
        if (mainName != null) {
            return Optional.of(named(MAIN, mainName));
        }
        return Optional.ofNullable(beans.getBeanProvider(DataSource.class).getIfUnique())
                .map(unique -> new Chosen(MAIN, nameOf(unique), unique));
    }

    /**
     * Those that events are stored in, by the names of their beans: that of all applications first, then those that settings name
     * for single ones.
     *
     * @throws InvalidSettingException if a setting names one that is not there
     */
    public Map<String, DataSource> all() {
        Map<String, DataSource> all = new LinkedHashMap<>();
        main().ifPresent(chosen -> all.put(chosen.name(), chosen.bean()));
        properties
                .dataSourceNames()
                .forEach((application, name) -> all.computeIfAbsent(
                        name,
                        unknown ->
                                named(NamedDatabases.setting(application), name).bean()));
        return all;
    }

    /** @throws InvalidSettingException if there is no data source of that name */
    Chosen named(String setting, String name) {
        if (!names().contains(name)) {
            throw new InvalidSettingException(
                    setting,
                    "is '%s', but no DataSource bean is named so".formatted(name),
                    "use one of the names %s, or define such a bean".formatted(names()));
        }
        return new Chosen(setting, name, beans.getBean(name, DataSource.class));
    }

    /** The data source whose bean is named so, if there is one. */
    Optional<DataSource> find(String name) {
        return names().contains(name) ? Optional.of(beans.getBean(name, DataSource.class)) : Optional.empty();
    }

    private List<String> names() {
        return Arrays.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, DataSource.class))
                .filter(name -> !name.startsWith("scopedTarget."))
                .sorted()
                .toList();
    }

    /** Looks at those that there are already: what is lazy stays so. */
    private String nameOf(DataSource dataSource) {
        return names().stream()
                .filter(name -> !beans.containsLocalBean(name) || beans.containsSingleton(name))
                .filter(name -> beans.getBean(name) == dataSource)
                .findFirst()
                .orElse("dataSource");
    }
}
