package io.tenantry.bench;

import io.tenantry.invoicing.Previews;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A person who looks at one contract's preview after the other while a run is on. */
final class PreviewProbe implements AutoCloseable {

    private static final int PAUSE_MILLIS = 30;

    /** As many as a server has answered that was not started a minute ago. */
    private static final int WARM = 500;

    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final Thread person;
    private volatile boolean enough;
    private volatile @Nullable RuntimeException failure;

    PreviewProbe(ApplicationContext application, int contracts, LocalDate asOf) {
        var previews = application.getBean(Previews.class);
        var random = new Random(1);
        for (var look = 0; look < WARM; look++) {
            look(previews, "BENCH-" + (1 + random.nextInt(contracts)), asOf);
        }
        person = new Thread(() -> {
            while (!enough && failure == null) {
                var contract = "BENCH-" + (1 + random.nextInt(contracts));
                var start = System.nanoTime();
                look(previews, contract, asOf);
                nanos.add(System.nanoTime() - start);
                pause();
            }
        });
        person.start();
    }

    private void look(Previews previews, String contract, LocalDate asOf) {
        try {
            previews.preview(contract, asOf);
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return nanos.size();
    }

    /** In milliseconds. */
    BigDecimal percentile(int percent) {
        var sorted = nanos.stream().sorted().toList();
        var index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
        return index < 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(sorted.get(index), 6).setScale(1, RoundingMode.HALF_UP);
    }

    @Override
    public void close() throws InterruptedException {
        enough = true;
        person.join();
        if (failure != null) {
            throw new IllegalStateException("A preview failed while the run was on", failure);
        }
    }
}
