package io.tenantry.notification;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is on the operations list.
 *
 * @param recipients addresses, usually one distribution list
 */
@ConfigurationProperties("tenantry.operations")
record OperationsProperties(@DefaultValue("operations@tenantry.example") List<String> recipients) {

    OperationsProperties {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nobody is on the operations list; set tenantry.operations.recipients to an address");
        }
        recipients = List.copyOf(recipients);
    }
}
