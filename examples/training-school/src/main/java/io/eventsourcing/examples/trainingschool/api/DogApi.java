package io.eventsourcing.examples.trainingschool.api;

import io.eventsourcing.examples.trainingschool.Dog;
import io.eventsourcing.examples.trainingschool.DogName;
import io.eventsourcing.examples.trainingschool.FrontDesk;
import io.eventsourcing.examples.trainingschool.RegisteredDog;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import io.eventsourcing.persistence.VersionConflictException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Dogs: listed, registered, looked at. A dog's entity tag is its version. */
@RestController
@RequestMapping("/api/dogs")
class DogApi {
    private final TrainingSchool school;
    private final FrontDesk frontDesk;
    private final RepeatedRequests requests;

    DogApi(TrainingSchool school, FrontDesk frontDesk, RepeatedRequests requests) {
        this.school = school;
        this.frontDesk = frontDesk;
        this.requests = requests;
    }

    /** What is asked for to register a dog. */
    record Registration(@DogName String name) {
        Registration(@Nullable String name) {
            this.name = name == null ? "" : name.strip();
        }
    }

    /** A dog. */
    record DogBody(UUID id, String name, long version, List<String> tricks) {
        static DogBody of(Dog dog) {
            return new DogBody(dog.id(), dog.name(), dog.version(), dog.tricks());
        }
    }

    /** A dog in a list. */
    record ListedDog(UUID id, String name, Instant registeredAt) {
        static ListedDog of(RegisteredDog row) {
            return new ListedDog(Dog.idOf(row.getName()), row.getName(), row.getRegisteredAt());
        }
    }

    @GetMapping
    List<ListedDog> list(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return frontDesk.list(after, limit).stream().map(ListedDog::of).toList();
    }

    /** The same {@code If-None-Match} is answered by Spring with 304. */
    @GetMapping("/{id}")
    ResponseEntity<DogBody> dog(@PathVariable UUID id) {
        Dog dog = school.get(id);
        return ResponseEntity.ok().eTag(EntityTag.of(dog)).body(DogBody.of(dog));
    }

    @PostMapping
    ResponseEntity<DogBody> register(
            @Valid @RequestBody Registration body,
            @RequestHeader(name = RepeatedRequests.KEY, required = false) @Nullable String key) {
        UUID id = Dog.idOf(body.name());
        requests.once(key, "POST /api/dogs", () -> register(body.name()));
        RepeatedRequests.requireDone(school.contains(id));
        Dog dog = school.get(id);
        return ResponseEntity.created(URI.create("/api/dogs/" + id))
                .eTag(EntityTag.of(dog))
                .body(DogBody.of(dog));
    }

    /** Another request may be faster after we have looked: that one's commit is the conflict. */
    private void register(String name) {
        if (school.contains(Dog.idOf(name))) {
            throw taken(name, null);
        }
        try {
            frontDesk.register(name);
        } catch (VersionConflictException e) {
            throw taken(name, e);
        }
    }

    private static ResponseStatusException taken(String name, @Nullable Throwable cause) {
        String detail = "A dog named %s is registered already: /api/dogs/%s".formatted(name, Dog.idOf(name));
        return new ResponseStatusException(HttpStatus.CONFLICT, detail, cause);
    }
}
