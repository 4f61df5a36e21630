package io.tenantry.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the demo story in the background and tells how far it got. One play at a time. */
public class DemoStory {

    /**
     * @param steps what happened so far, in a reader's words
     * @param failure why it stopped early; null while all is well
     */
    public record Progress(List<String> steps, boolean running, @Nullable String failure) {}

    private static final Logger log = LoggerFactory.getLogger(DemoStory.class);

    private final Supplier<StoryPlot> plot;
    private final AtomicBoolean running = new AtomicBoolean();
    private final List<String> steps = new ArrayList<>();
    private volatile @Nullable String failure;

    DemoStory(Supplier<StoryPlot> plot) {
        this.plot = plot;
    }

    /** Starts the story, unless it is being played. */
    public void play() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        synchronized (steps) {
            steps.clear();
        }
        failure = null;
        var teller = new Thread(this::tell, "demo-story");
        teller.setDaemon(true);
        teller.start();
    }

    public Progress progress() {
        synchronized (steps) {
            return new Progress(List.copyOf(steps), running.get(), failure);
        }
    }

    private void tell() {
        try {
            plot.get().play(this::step);
        } catch (RuntimeException stuck) {
            log.warn("The demo story stopped", stuck);
            failure = stuck.getMessage();
        } finally {
            running.set(false);
        }
    }

    private void step(String words) {
        log.info("Story: {}", words);
        synchronized (steps) {
            steps.add(words);
        }
    }
}
