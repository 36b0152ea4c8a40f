package io.eventsourcing.spring.command;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Has an application context start nothing by itself: no lifecycle beans, among them message listeners, no scheduled
 * methods, nothing that waits for the context to be refreshed. Listeners of other events work as always, since what
 * followers publish may need them.
 */
final class NothingStarts {
    private NothingStarts() {}

    static void in(ConfigurableApplicationContext context) {
        var beans = context.getBeanFactory();
        beans.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NoLifecycle());
        beans.registerSingleton(
                AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME, new WithoutRefreshed(context));
        context.addBeanFactoryPostProcessor(factory -> {
            String scheduling = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;
            if (factory instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(scheduling)) {
                registry.removeBeanDefinition(scheduling);
            }
        });
    }

    private static final class NoLifecycle implements LifecycleProcessor {
        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    private static final class WithoutRefreshed extends SimpleApplicationEventMulticaster {
        WithoutRefreshed(ConfigurableApplicationContext context) {
            super(context.getBeanFactory());
        }

        @Override
        public void multicastEvent(ApplicationEvent event, @Nullable ResolvableType eventType) {
            if (!(event instanceof ContextRefreshedEvent)) {
                super.multicastEvent(event, eventType);
            }
        }
    }
}
