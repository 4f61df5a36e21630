package io.tenantry.workflow.engine;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds no engine for any script. None is on the class path by choice, but the engine itself brings one for {@code juel}
 * that no guard watches.
 */
class NoScripts implements ScriptEngineResolver {

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
        throw new IllegalStateException("No scripts here; write a delegate or a decision table");
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        throw new IllegalStateException("No scripts here; write a delegate or a decision table");
    }

    @Override
    @SuppressWarnings("NullAway") // the engine's way to say that there is none
    public @Nullable ScriptEngine getScriptEngine(String language, boolean fromCache) {
        return null;
    }
}
