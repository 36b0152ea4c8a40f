package io.eventsourcing.jdbc;

import io.eventsourcing.persistence.WakeUps;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes other processes through PostgreSQL's {@code NOTIFY}. It is sent after the users' transactions and outside them,
 * since the commits of transactions that notify wait for each other in the whole server: at once, but at most every ten
 * milliseconds, whatever the number of commits.
 */
final class PostgreSqlWakeUps implements WakeUps {
    private static final Logger log = LoggerFactory.getLogger(PostgreSqlWakeUps.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(10);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int LOOK_WHETHER_CLOSED = 500;
    private static final String NOTIFY = "SELECT pg_notify(?, ?)";

    private final DataSource dataSource;
    private final String channel;
    private final String self = UUID.randomUUID().toString();
    private final AtomicBoolean toBeSent = new AtomicBoolean();
    private volatile long sentAt = System.nanoTime() - AT_MOST_EVERY.toNanos();

    PostgreSqlWakeUps(DataSource dataSource, TableNames names) {
        this.dataSource = dataSource;
        this.channel = names.table("events").replace('.', '_');
    }

    @Override
    public void send() {
        if (toBeSent.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("eventsourcing-notify").start(this::notifyOthers);
        }
    }

    private void notifyOthers() {
        LockSupport.parkNanos(sentAt + AT_MOST_EVERY.toNanos() - System.nanoTime());
        sentAt = System.nanoTime();
        toBeSent.set(false);
        try (HeadConnection head = HeadConnection.open(dataSource);
                PreparedStatement notify = head.connection().prepareStatement(NOTIFY)) {
            notify.setString(1, channel);
            notify.setString(2, self);
            notify.execute();
        } catch (SQLException e) {
            log.debug("Other processes could not be told of new events, and find them a little later", e);
        }
    }

    @Override
    public Listening listen(Runnable action) {
        Listener listener = new Listener(action);
        Thread.ofPlatform().daemon().name("eventsourcing-listen").start(listener);
        return listener;
    }

    private final class Listener implements Runnable, Listening {
        private final Runnable action;
        private volatile boolean closed;
        private volatile @Nullable Thread thread;

        Listener(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            thread = Thread.currentThread();
            while (!closed) {
                try (HeadConnection head = HeadConnection.open(dataSource)) {
                    listen(head.connection());
                } catch (SQLException e) {
                    if (!closed) {
                        log.warn("Wake-ups from other processes are not received for now: {}", e.getMessage());
                        LockSupport.parkNanos(TRY_AGAIN.toNanos());
                    }
                }
            }
        }

        private void listen(Connection connection) throws SQLException {
            PGConnection notified = connection.unwrap(PGConnection.class);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel);
                action.run();
                while (!closed) {
                    if (sentByOthers(notified.getNotifications(LOOK_WHETHER_CLOSED))) {
                        action.run();
                    }
                }
                statement.execute("UNLISTEN " + channel);
            }
        }

        private boolean sentByOthers(PGNotification @Nullable [] notifications) {
            boolean others = false;
            if (notifications != null) {
                for (PGNotification notification : notifications) {
                    others |= !notification.getParameter().equals(self);
                }
            }
            return others;
        }

        @Override
        public void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }
}
