package io.eventsourcing.examples.trainingschool.api;

import io.eventsourcing.examples.trainingschool.Dog;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import io.eventsourcing.examples.trainingschool.TrickName;
import io.eventsourcing.persistence.VersionConflictException;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The tricks of a dog. Who adds one says which version of the dog was seen, or that any will do. */
@RestController
@RequestMapping("/api/dogs/{id}/tricks")
class TrickApi {
    private final TrainingSchool school;
    private final RepeatedRequests requests;

    TrickApi(TrainingSchool school, RepeatedRequests requests) {
        this.school = school;
        this.requests = requests;
    }

    /** What is asked for to add a trick. */
    record NewTrick(@TrickName String trick) {
        NewTrick(@Nullable String trick) {
            this.trick = trick == null ? "" : trick.strip();
        }
    }

    /** A trick of a dog; the first one has the number 1. */
    record TrickBody(int number, String trick) {}

    @GetMapping
    ResponseEntity<List<String>> tricks(@PathVariable UUID id) {
        Dog dog = school.get(id);
        return ResponseEntity.ok().eTag(EntityTag.of(dog)).body(dog.tricks());
    }

    @GetMapping("/{number}")
    TrickBody trick(@PathVariable UUID id, @PathVariable int number) {
        List<String> tricks = school.get(id).tricks();
        if (number < 1 || number > tricks.size()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "The dog has %d tricks, and none of number %d".formatted(tricks.size(), number));
        }
        return new TrickBody(number, tricks.get(number - 1));
    }

    @PostMapping
    ResponseEntity<TrickBody> add(
            @PathVariable UUID id,
            @Valid @RequestBody NewTrick body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = RepeatedRequests.KEY, required = false) @Nullable String key) {
        String path = "/api/dogs/%s/tricks".formatted(id);
        requests.once(key, "POST " + path, () -> add(id, body.trick(), ifMatch));
        Dog dog = school.get(id);
        int number = dog.tricks().lastIndexOf(body.trick()) + 1;
        RepeatedRequests.requireDone(number > 0);
        return ResponseEntity.created(URI.create("%s/%d".formatted(path, number)))
                .eTag(EntityTag.of(dog))
                .body(new TrickBody(number, body.trick()));
    }

    /** With {@code If-Match: *}, the library tries again when someone else was faster. */
    private void add(UUID id, String trick, @Nullable String ifMatch) {
        if ("*".equals(ifMatch)) {
            school.addTrick(school.get(id).name(), trick);
            return;
        }
        try {
            school.addTrick(id, EntityTag.matched(ifMatch, school.get(id)), trick);
        } catch (VersionConflictException e) {
            throw EntityTag.failed(e);
        }
    }
}
