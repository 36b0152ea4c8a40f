package io.eventsourcing.docs.tutorial;

import io.eventsourcing.persistence.VersionConflictException;
import io.eventsourcing.system.Runner;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

@Controller
class ParcelPages {
    private final Depot depot;
    private final JdbcClient jdbc;
    private final Runner runner;

    ParcelPages(Depot depot, JdbcClient jdbc, Runner runner) {
        this.depot = depot;
        this.jdbc = jdbc;
        this.runner = runner;
    }

    @GetMapping("/")
    String parcels(Model model) {
        model.addAttribute(
                "parcels",
                jdbc.sql("SELECT number, recipient, place FROM parcel ORDER BY number")
                        .query()
                        .listOfRows());
        return "parcels";
    }

    @PostMapping("/parcels")
    String accept(@RequestParam String number, @RequestParam String recipient) {
        depot.accept(number, recipient);
        return seeWhatWasDone();
    }

    @PostMapping("/parcels/{number}/scans")
    String scan(@PathVariable String number, @RequestParam String place) {
        depot.scan(number, place);
        return seeWhatWasDone();
    }

    private String seeWhatWasDone() {
        runner.await("ParcelTable", Duration.ofSeconds(5));
        return "redirect:/";
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String taken(VersionConflictException e) {
        return "taken";
    }
}
