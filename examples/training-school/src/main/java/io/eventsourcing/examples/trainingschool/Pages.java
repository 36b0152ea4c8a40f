package io.eventsourcing.examples.trainingschool;

import io.eventsourcing.application.AggregateNotFoundException;
import io.eventsourcing.persistence.VersionConflictException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriUtils;

/** The pages of the school. What is refused comes back with the page that it was typed into, and says why. */
@Controller
class Pages {
    private final TrainingSchool school;
    private final FrontDesk frontDesk;
    private final RegisteredDogs dogs;
    private final CountedTricks tricks;

    Pages(TrainingSchool school, FrontDesk frontDesk, RegisteredDogs dogs, CountedTricks tricks) {
        this.school = school;
        this.frontDesk = frontDesk;
        this.dogs = dogs;
        this.tricks = tricks;
    }

    @GetMapping("/")
    ModelAndView dogs() {
        return dogs(HttpStatus.OK, "", "");
    }

    @PostMapping("/dogs")
    Object register(@RequestParam(defaultValue = "") String name) {
        try {
            String accepted = Entry.name(name);
            frontDesk.register(accepted);
            return seeDog(accepted);
        } catch (InvalidEntryException e) {
            return dogs(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()), name);
        } catch (VersionConflictException e) {
            return dogs(HttpStatus.CONFLICT, "A dog named %s is registered already.".formatted(name.strip()), name);
        }
    }

    @GetMapping("/dogs/{name}")
    ModelAndView dog(@PathVariable String name) {
        return dog(name, HttpStatus.OK, "", "");
    }

    @PostMapping("/dogs/{name}/tricks")
    Object addTrick(@PathVariable String name, @RequestParam(defaultValue = "") String trick) {
        try {
            school.addTrick(name, Entry.trick(trick));
            return seeDog(name);
        } catch (InvalidEntryException e) {
            return dog(name, HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()), trick);
        } catch (AggregateNotFoundException e) {
            return unknownDog(name);
        } catch (VersionConflictException e) {
            return dog(name, HttpStatus.CONFLICT, "Someone else was faster. Please try again.", trick);
        }
    }

    @GetMapping("/tricks")
    String tricks(Model model) {
        model.addAttribute("tricks", tricks.findAllByOrderByCountDescTrickAsc());
        return "tricks";
    }

    private ModelAndView dogs(HttpStatus status, String problem, String typed) {
        ModelAndView page = new ModelAndView("dogs", status);
        page.addObject("dogs", dogs.findAllByOrderByNameAsc());
        page.addObject("problem", problem);
        page.addObject("typed", typed);
        return page;
    }

    private ModelAndView dog(String name, HttpStatus status, String problem, String typed) {
        Optional<Dog> found = school.find(name);
        if (found.isEmpty()) {
            return unknownDog(name);
        }
        ModelAndView page = new ModelAndView("dog", status);
        page.addObject("name", found.get().name());
        page.addObject("version", found.get().version());
        page.addObject("tricks", found.get().tricks());
        page.addObject(
                "history", school.history(name).stream().map(HistoryLine::of).toList());
        page.addObject("problem", problem);
        page.addObject("typed", typed);
        return page;
    }

    private static ModelAndView unknownDog(String name) {
        ModelAndView page = new ModelAndView("unknown", HttpStatus.NOT_FOUND);
        page.addObject("problem", "No dog named %s is registered.".formatted(name));
        return page;
    }

    private static View seeDog(String name) {
        RedirectView redirect = new RedirectView("/dogs/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8));
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExpandUriTemplateVariables(false);
        redirect.setContextRelative(true);
        return redirect;
    }
}
