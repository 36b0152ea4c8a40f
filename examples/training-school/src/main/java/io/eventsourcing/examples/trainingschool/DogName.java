package io.eventsourcing.examples.trainingschool;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name that a dog can have. Names become part of the pages' addresses. */
@NotBlank(message = "Please type a name.")
@Size(max = 100, message = "A name can have at most {max} characters.")
@Pattern(
        regexp = "[^/\\\\;%\\p{Cntrl}]*",
        message = "A name cannot contain slashes, backslashes, semicolons, percent signs or control characters.")
@Pattern(regexp = "(?s)(?!\\.+$).*", message = "A name needs more than dots.")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface DogName {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
