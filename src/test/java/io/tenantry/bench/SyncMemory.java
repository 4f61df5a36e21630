package io.tenantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a sync held in memory, in megabytes.
 *
 * @param before alive when it began, garbage collected
 * @param live the most that was alive while it went on, garbage collected
 * @param resident the most that the process ever had, by Linux's word
 */
record SyncMemory(long before, long live, long resident) {

    static SyncMemory now() throws IOException {
        var alive = alive();
        return new SyncMemory(alive, alive, highWater());
    }

    SyncMemory again() throws IOException {
        return new SyncMemory(before, Math.max(live, alive()), highWater());
    }

    long growth() {
        return live - before;
    }

    private static long alive() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() >> 20;
    }

    private static long highWater() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
