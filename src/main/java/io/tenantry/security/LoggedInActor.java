package io.tenantry.security;

import io.tenantry.shared.CurrentActor;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Whoever sent the request that is being worked on; in a job, which nobody sent, the system. */
@Component
class LoggedInActor implements CurrentActor {

    @Override
    public String name() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            return SYSTEM;
        }
        return authentication.getName();
    }
}
