package io.tenantry.postgres;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded database lives.
 *
 * @param directory kept between runs; empty means a temporary one that goes with the application
 * @param binaries where the server's programs are unpacked; empty means inside the directory. Name another place when
 *     the directory is on a disk that runs no programs
 * @param port on localhost; 0 takes any free one
 * @param server the server's own settings by name, such as {@code shared_buffers: 1GB} for a large base; those that keep
 *     it durable and closed cannot be set
 */
record PostgresSettings(
        @DefaultValue("data/postgres") String directory,
        @DefaultValue("") String binaries,
        @DefaultValue("0") int port,
        @DefaultValue Map<String, String> server) {

    boolean temporary() {
        return directory.isBlank();
    }

    Binaries unpacked() {
        if (!binaries.isBlank()) {
            return new Binaries(Path.of(binaries).toAbsolutePath().normalize());
        }
        return new Binaries(
                temporary()
                        ? TemporaryDirectories.BASE.resolve("binaries")
                        : DatabaseDirectory.of(directory).path().resolve("binaries"));
    }
}
