package io.eventsourcing.spring.command;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;

/** What a run of a command makes of an application context. */
public final class CommandContext {
    private CommandContext() {}

    public static void prepare(ConfigurableApplicationContext context) {
        context.getEnvironment().addActiveProfile(CommandRunListener.PROFILE);
        NothingStarts.in(context);
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    }
}
