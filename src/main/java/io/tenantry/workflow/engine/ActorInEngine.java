package io.tenantry.workflow.engine;

import io.tenantry.shared.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.AsyncHandlerInterceptor;

/**
 * Tells the engine who asks while our own pages and API work with it, so that its operation log names the person. The
 * engine only logs what somebody does, and only somebody's rights are checked; so our code acts in the person's name
 * with the application's rights.
 */
@Component
class ActorInEngine implements AsyncHandlerInterceptor {

    private final IdentityService identities;
    private final CurrentActor actor;

    ActorInEngine(IdentityService identities, CurrentActor actor) {
        this.identities = identities;
        this.actor = actor;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        identities.setAuthentication(actor.name(), List.of(EngineGroups.APPLICATION));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        identities.clearAuthentication();
    }

    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        identities.clearAuthentication();
    }
}
