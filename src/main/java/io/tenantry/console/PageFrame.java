package io.tenantry.console;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page has: the environment, the clock, what its reader may do, and a page for a refusal. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFrame {

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
        model.addAttribute("mayBill", request.isUserInRole("BILLING_MANAGER") || request.isUserInRole("ADMINISTRATOR"));
    }

    @ExceptionHandler
    ModelAndView refused(Refused refused) {
        var page = new ModelAndView("refused");
        page.setStatus(status(refused));
        page.addObject("message", refused.getMessage());
        page.addObject("environment", environment);
        page.addObject("now", clock.instant());
        return page;
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
