package io.tenantry.sync;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How syncs go about their work.
 *
 * <p>Partner Center allows 500 calls a minute. With 100 at once and 400 a minute no minute ever sees more than 500, and
 * orders find room most of the time; 10,000 tenants are then read in (10,000 − 100) ÷ 400 = 24.75 minutes.
 *
 * @param requestsPerMinute the pace that all nodes keep together towards one provider
 * @param burst how many calls may be made at once after a rest
 * @param chunkSize how many tenants are read in one job
 * @param rotationDays within how many days each tenant is compared wholly; 1 is every night
 * @param attempts how often a tenant that cannot be read is tried before the sync goes on without it
 * @param patience up to which wait a job sleeps; a longer one is a timer, and the job thread is free
 */
@ConfigurationProperties("tenantry.provider-sync")
record SyncProperties(
        @DefaultValue("400") int requestsPerMinute,
        @DefaultValue("100") int burst,
        @DefaultValue("25") int chunkSize,
        @DefaultValue("1") int rotationDays,
        @DefaultValue("5") int attempts,
        @DefaultValue("PT10S") Duration patience) {

    SyncProperties {
        if (requestsPerMinute < 1 || burst < 1 || chunkSize < 1 || rotationDays < 1 || attempts < 1) {
            throw new IllegalArgumentException("tenantry.provider-sync: requests-per-minute, burst, chunk-size,"
                    + " rotation-days and attempts must each be 1 or more");
        }
    }
}
