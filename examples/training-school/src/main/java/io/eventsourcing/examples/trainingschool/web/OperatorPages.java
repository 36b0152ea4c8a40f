package io.eventsourcing.examples.trainingschool.web;

import io.eventsourcing.persistence.ParkedNotification;
import io.eventsourcing.system.FollowerControl;
import io.eventsourcing.system.FollowerException;
import io.eventsourcing.system.FollowerMonitor;
import io.eventsourcing.system.FollowerReport;
import io.eventsourcing.system.FollowerStatus;
import io.eventsourcing.system.ParkedNotifications;
import io.eventsourcing.system.ParkedNotifications.Retried;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The operator's page: how the followers are doing, and what can be asked of them. */
@Controller
@RequestMapping("/operator")
class OperatorPages {
    private static final String HERE = "redirect:/operator";
    private static final int MOST_PARKED = 50;

    private final FollowerMonitor monitor;
    private final FollowerControl control;
    private final ParkedNotifications parked;

    OperatorPages(FollowerMonitor monitor, FollowerControl control, ParkedNotifications parked) {
        this.monitor = monitor;
        this.control = control;
        this.parked = parked;
    }

    @GetMapping
    String followers(Model model) {
        List<FollowerReport> reports = monitor.reports();
        model.addAttribute("reports", reports);
        model.addAttribute(
                "parked",
                reports.stream().flatMap(report -> parkedOf(report).stream()).toList());
        return "operator";
    }

    @PostMapping("/followers/{follower}/pause")
    String pause(@PathVariable String follower, RedirectAttributes next) {
        control.pause(follower);
        next.addFlashAttribute("done", follower + " is paused.");
        return HERE;
    }

    @PostMapping("/followers/{follower}/resume")
    String resume(@PathVariable String follower, RedirectAttributes next) {
        control.resume(follower);
        next.addFlashAttribute("done", follower + " goes on.");
        return HERE;
    }

    @PostMapping("/followers/{follower}/retry")
    String retry(
            @PathVariable String follower,
            @RequestParam String leader,
            @RequestParam UUID originator,
            RedirectAttributes next) {
        Retried retried = parked.retry(follower, leader, originator);
        ParkedNotification failed = retried.failed();
        if (failed == null) {
            next.addFlashAttribute("done", "%s has processed %d.".formatted(follower, retried.processed()));
        } else {
            next.addFlashAttribute("problem", "Notification %d failed again.".formatted(failed.notificationId()));
        }
        return HERE;
    }

    private List<ParkedNotification> parkedOf(FollowerReport report) {
        FollowerStatus status = report.status();
        return report.parked() == 0
                ? List.of()
                : parked.list(status.followerName(), status.leaderName(), 0, MOST_PARKED);
    }

    /** A batch takes too long to be waited for, for example. */
    @ExceptionHandler
    String notNow(FollowerException e, RedirectAttributes next) {
        next.addFlashAttribute("problem", e.getMessage());
        return HERE;
    }

    /** The library says so of a follower that there is not. */
    @ExceptionHandler
    ModelAndView unknownFollower(IllegalArgumentException e) {
        return new ModelAndView("unknown", HttpStatus.NOT_FOUND);
    }
}
