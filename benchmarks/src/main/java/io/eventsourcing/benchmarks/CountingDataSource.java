package io.eventsourcing.benchmarks;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that counts what is executed on its connections. */
record CountingDataSource(DataSource of, AtomicLong executed) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        return counted(Connection.class, of.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return counted(Connection.class, of.getConnection(user, password));
    }

    private <T> T counted(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (method.getName().startsWith("execute")) {
                        executed.incrementAndGet();
                    }
                    try {
                        return statement(method.invoke(target, values));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Object statement(Object result) {
        return switch (result) {
            case PreparedStatement prepared -> counted(PreparedStatement.class, prepared);
            case Statement statement -> counted(Statement.class, statement);
            case null, default -> result;
        };
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return of.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        of.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        of.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return of.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return of.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return of.isWrapperFor(type);
    }
}
