package io.eventsourcing.jpa;

import jakarta.persistence.EntityManagerFactory;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The connections of Hibernate's own pool as a data source. Loaded only where Hibernate is there. */
final class HibernateDataSource implements DataSource {
    private final ConnectionProvider provider;

    private HibernateDataSource(ConnectionProvider provider) {
        this.provider = provider;
    }

    static Optional<DataSource> of(EntityManagerFactory factory) {
        ConnectionProvider provider = factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .getService(ConnectionProvider.class);
        if (provider == null) {
            return Optional.empty();
        }
        return Optional.of(
                provider.isUnwrappableAs(DataSource.class)
                        ? provider.unwrap(DataSource.class)
                        : new HibernateDataSource(provider));
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection pooled = provider.getConnection();
        InvocationHandler closing = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                provider.closeConnection(pooled);
                return null;
            }
            try {
                return method.invoke(pooled, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, closing);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return provider.getConnection(user, password);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("The connections are Hibernate's, and so are their time-outs");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The connections are Hibernate's, and so is their log");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("It wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
