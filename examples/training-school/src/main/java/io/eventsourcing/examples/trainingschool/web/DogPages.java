package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.examples.trainingschool.Dog;
import io.eventsourcing.examples.trainingschool.FrontDesk;
import io.eventsourcing.examples.trainingschool.TrainingSchool;
import io.eventsourcing.persistence.VersionConflictException;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/**
 * The pages of the dogs. A form that is refused comes back with what was typed into it and says why at the field; one that
 * is accepted is answered by a redirect, so that reloading the next page sends nothing again.
 */
@Controller
class DogPages {
    private final TrainingSchool school;
    private final FrontDesk frontDesk;

    DogPages(TrainingSchool school, FrontDesk frontDesk) {
        this.school = school;
        this.frontDesk = frontDesk;
    }

    @GetMapping("/")
    ModelAndView dogs(@ModelAttribute("registration") Registration empty) {
        return dogs(HttpStatus.OK);
    }

    @PostMapping("/dogs")
    ModelAndView register(
            @Valid @ModelAttribute("registration") Registration form, BindingResult errors, RedirectAttributes next) {
        if (errors.hasErrors()) {
            return dogs(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            frontDesk.register(form.name());
        } catch (VersionConflictException e) {
            errors.rejectValue("name", "taken", "A dog named %s is registered already.".formatted(form.name()));
            return dogs(HttpStatus.CONFLICT);
        }
        next.addFlashAttribute("done", form.name() + " is registered.");
        return seeDog(form.name());
    }

    @GetMapping("/dogs/{name}")
    ModelAndView dog(@PathVariable String name) {
        Dog dog = school.get(Dog.idOf(name));
        return dog(HttpStatus.OK, dog).addObject("newTrick", NewTrick.emptyAt(dog.version()));
    }

    /** The form knows the version that it was shown with: who has looked at an old one is told what happened since. */
    @PostMapping("/dogs/{name}/tricks")
    ModelAndView addTrick(
            @PathVariable String name,
            @Valid @ModelAttribute("newTrick") NewTrick form,
            BindingResult errors,
            RedirectAttributes next) {
        UUID id = Dog.idOf(name);
        if (errors.hasErrors()) {
            return dog(HttpStatus.UNPROCESSABLE_CONTENT, school.get(id));
        }
        try {
            school.addTrick(id, form.version(), form.trick());
        } catch (VersionConflictException e) {
            return dog(HttpStatus.CONFLICT, school.get(id)).addObject("meanwhile", history(id, form.version()));
        }
        next.addFlashAttribute("done", "%s has learned %s.".formatted(name, form.trick()));
        return seeDog(name);
    }

    @ExceptionHandler
    ModelAndView unknownDog(AggregateNotFoundException e) {
        return new ModelAndView("unknown", HttpStatus.NOT_FOUND);
    }

    private ModelAndView dogs(HttpStatus status) {
        return new ModelAndView("dogs", status).addObject("dogs", frontDesk.list());
    }

    private ModelAndView dog(HttpStatus status, Dog dog) {
        return new ModelAndView("dog", status).addObject("dog", dog).addObject("history", history(dog.id(), 0));
    }

    private List<HistoryLine> history(UUID dog, long afterVersion) {
        return school.history(dog).stream()
                .filter(event -> event.originatorVersion() > afterVersion)
                .map(HistoryLine::of)
                .toList();
    }

    private static ModelAndView seeDog(String name) {
        RedirectView redirect = new RedirectView("/dogs/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8));
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setContextRelative(true);
        return new ModelAndView(redirect);
    }
}
