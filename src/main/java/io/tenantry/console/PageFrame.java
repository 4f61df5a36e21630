package io.tenantry.console;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.shared.web.DatabaseRefusals;
import io.tenantry.shared.web.SpentForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What every page has: the environment, the clock, what its reader may do, and a page for a refusal. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFrame {

    private static final Logger log = LoggerFactory.getLogger(PageFrame.class);

    private final Clock clock;
    private final String environment;

    PageFrame(Clock clock, @Value("${tenantry.environment:SANDBOX}") String environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** Buttons are shown to who may press them; whoever presses one is checked at the edge all the same. */
    @ModelAttribute
    void frame(Model model, HttpServletRequest request) {
        model.addAttribute("environment", environment);
        model.addAttribute("now", clock.instant());
        model.addAttribute("formKey", formKey(request));
        model.addAttribute("mayAdminister", request.isUserInRole("ADMINISTRATOR"));
        model.addAttribute("mayOperate", request.isUserInRole("OPERATOR") || request.isUserInRole("ADMINISTRATOR"));
        model.addAttribute("mayBill", request.isUserInRole("BILLING_MANAGER") || request.isUserInRole("ADMINISTRATOR"));
    }

    @ExceptionHandler
    ModelAndView refused(Refused refused) {
        return refused(status(refused), String.valueOf(refused.getMessage()));
    }

    /** A field of a form that is no day or no number. */
    @ExceptionHandler
    ModelAndView malformed(MethodArgumentTypeMismatchException malformed) {
        var wanted =
                malformed.getRequiredType() == LocalDate.class ? "a day such as 2026-01-31" : "a number such as 20";
        return refused(
                HttpStatus.BAD_REQUEST,
                "'" + malformed.getValue() + "' does not fit " + malformed.getName() + "; give " + wanted);
    }

    /** The same of a form with many fields: the first that does not fit. */
    @ExceptionHandler
    ModelAndView malformed(BindException malformed) {
        var field = malformed.getFieldErrors().stream().findFirst();
        return refused(
                HttpStatus.BAD_REQUEST,
                field.map(wrong -> "'" + wrong.getRejectedValue() + "' does not fit " + wrong.getField()
                                + "; give what the form asks for there")
                        .orElse("The form cannot be read; open its page again"));
    }

    @ExceptionHandler
    ModelAndView missing(MissingServletRequestParameterException missing) {
        return refused(HttpStatus.BAD_REQUEST, missing.getParameterName() + " is missing; fill it in");
    }

    /** Somebody was faster, or a value that no column can hold. */
    @ExceptionHandler
    ModelAndView refusedByTheDatabase(DataAccessException failed) {
        return DatabaseRefusals.of(failed).map(this::refused).orElseGet(() -> unexpected(failed));
    }

    /** An error of ours. What it was is for the log. */
    @ExceptionHandler
    ModelAndView unexpected(Exception error) {
        log.error("A page failed unexpectedly", error);
        return refused(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong on our side and nothing was changed; an operator finds it in the log");
    }

    private ModelAndView refused(HttpStatus status, String message) {
        var page = new ModelAndView("refused");
        page.setStatus(status);
        page.addObject("message", message);
        page.addObject("environment", environment);
        page.addObject("now", clock.instant());
        return page;
    }

    /** A form that comes back with a refusal keeps its key: what it was to do may still be done once. */
    private static String formKey(HttpServletRequest request) {
        var sent = request.getMethod().equals("POST") ? request.getParameter(Form.KEY) : null;
        return sent == null || sent.isBlank() ? newKey() : sent;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Says a refusal on the page that the form stands on. Who sends a spent form once more after that means one more. */
    static void refuse(Refused refused, Model model, HttpServletResponse response) {
        model.addAttribute("refusal", refused.getMessage());
        if (refused instanceof SpentForm) {
            model.addAttribute("formKey", newKey());
        }
        response.setStatus(inPlace(refused).value());
    }

    /** Of a refusal that stands beside its form: somebody was faster, or what was typed cannot be done. */
    static HttpStatus inPlace(Refused refused) {
        return refused instanceof Stale || refused instanceof Conflict
                ? HttpStatus.CONFLICT
                : HttpStatus.UNPROCESSABLE_ENTITY;
    }

    private static HttpStatus status(Refused refused) {
        if (refused instanceof NotFound) {
            return HttpStatus.NOT_FOUND;
        }
        if (refused instanceof Conflict) {
            return HttpStatus.CONFLICT;
        }
        return refused instanceof Stale ? HttpStatus.PRECONDITION_FAILED : HttpStatus.UNPROCESSABLE_ENTITY;
    }
}
