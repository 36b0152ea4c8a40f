package io.eventsourcing.spring;

import io.eventsourcing.persistence.IntegrityException;
import io.eventsourcing.persistence.OperationalException;
import io.eventsourcing.persistence.RolledBackException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/** The library's errors as Spring's, with the library's as their causes. */
final class ConflictTranslator implements PersistenceExceptionTranslator {
    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException e) {
        return switch (e) {
            case IntegrityException conflict -> new OptimisticLockingFailureException(conflict.getMessage(), conflict);
            case RolledBackException undone -> new PessimisticLockingFailureException(undone.getMessage(), undone);
            case OperationalException now ->
                new TransientDataAccessResourceException(String.valueOf(now.getMessage()), now);
            default -> null;
        };
    }
}
