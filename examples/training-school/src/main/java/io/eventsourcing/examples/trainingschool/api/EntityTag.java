package io.eventsourcing.examples.trainingschool.api;

import io.eventsourcing.examples.trainingschool.Dog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A dog's version as an entity tag. */
final class EntityTag {
    private EntityTag() {}

    static String of(Dog dog) {
        return "\"%d\"".formatted(dog.version());
    }

    /**
     * The dog's version, if the header has its tag.
     *
     * @throws ResponseStatusException if it has another one, or if there is no header
     */
    static long matched(@Nullable String ifMatch, Dog dog) {
        if (ifMatch == null) {
            throw new ResponseStatusException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the dog that you have seen, or *");
        }
        ETag current = ETag.create(of(dog));
        if (ETag.parse(ifMatch).stream().noneMatch(tag -> tag.compare(current, true))) {
            throw failed(null);
        }
        return dog.version();
    }

    static ResponseStatusException failed(@Nullable Throwable cause) {
        return new ResponseStatusException(
                HttpStatus.PRECONDITION_FAILED, "Someone else has changed the dog meanwhile: get it again", cause);
    }
}
