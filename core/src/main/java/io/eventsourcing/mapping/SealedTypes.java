package io.eventsourcing.mapping;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eventsourcing.domain.OriginatorType;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * Lets components be declared as sealed types: the JSON then says in {@code "@type"} which of the permitted classes it is,
 * by its topic or else its simple name. Only permitted classes can be named. Types with Jackson annotations of their own for
 * this are left alone.
 */
final class SealedTypes extends AnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME =
            JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, true);

    static SimpleModule module() {
        return new SimpleModule("sealed types") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                context.appendAnnotationIntrospector(new SealedTypes());
            }
        };
    }

    private static boolean isSealed(Class<?> type) {
        return type.isSealed() && Modifier.isAbstract(type.getModifiers());
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass && isSealed(annotated.getRawType()) ? BY_NAME : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!(annotated instanceof AnnotatedClass) || !isSealed(type)) {
            return null;
        }
        Map<String, Class<?>> byName = new LinkedHashMap<>();
        for (Class<?> leaf : OriginatorType.eventTypes(type)) {
            Class<?> other = byName.putIfAbsent(name(leaf), leaf);
            if (other != null) {
                throw new IllegalArgumentException("%s and %s have the same name '%s' within %s: give one a @Topic"
                        .formatted(other.getName(), leaf.getName(), name(leaf), type.getName()));
            }
        }
        return byName.entrySet().stream()
                .map(entry -> new NamedType(entry.getValue(), entry.getKey()))
                .toList();
    }

    private static String name(Class<?> leaf) {
        String topic = Topics.nameOf(leaf);
        return topic.equals(leaf.getName()) ? leaf.getSimpleName() : topic;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }
}
