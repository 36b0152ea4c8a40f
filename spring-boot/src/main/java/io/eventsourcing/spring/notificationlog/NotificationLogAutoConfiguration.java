package io.eventsourcing.spring.notificationlog;

import io.eventsourcing.application.Application;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;

/** Serves the notification logs of the application's beans, if that is asked for. */
@AutoConfiguration(afterName = "io.eventsourcing.spring.EventSourcingAutoConfiguration")
@ConditionalOnClass(RestController.class)
@ConditionalOnWebApplication
@ConditionalOnProperty(prefix = "eventsourcing.web.notification-log", name = "enabled", havingValue = "true")
@EnableConfigurationProperties(NotificationLogProperties.class)
public class NotificationLogAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    NotificationLogController eventSourcingNotificationLogController(
            ObjectProvider<Application> applications, NotificationLogProperties properties) {
        return new NotificationLogController(applications.stream().toList(), properties);
    }
}
