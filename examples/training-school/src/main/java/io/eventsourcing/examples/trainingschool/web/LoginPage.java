package io.eventsourcing.examples.trainingschool.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in on; Spring Security answers its form. */
@Controller
class LoginPage {
    @GetMapping("/login")
    String login() {
        return "login";
    }
}
