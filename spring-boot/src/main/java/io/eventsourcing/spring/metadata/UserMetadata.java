package io.eventsourcing.spring.metadata;

import io.eventsourcing.domain.Metadata;
import io.eventsourcing.spring.MetadataContributor;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The name of the signed-in user. */
final class UserMetadata implements MetadataContributor {
    @Override
    public Metadata metadata() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        return user == null || user instanceof AnonymousAuthenticationToken || !user.isAuthenticated()
                ? Metadata.none()
                : Metadata.none().with(Metadata.USER, user.getName());
    }
}
