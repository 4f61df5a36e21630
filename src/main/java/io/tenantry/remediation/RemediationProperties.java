package io.tenantry.remediation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the house is.
 *
 * @param patience how long a change may await provisioning before it counts as stuck
 * @param due how long a case may wait for a person before operations are told
 * @param effect how long a fix may take until its case is looked at again
 * @param lookAgain how often a case is looked at that only waits for something
 * @param tries how often a fix is made by itself for the same cause, before a person is asked
 */
@ConfigurationProperties("tenantry.remediation")
record RemediationProperties(
        @DefaultValue("PT4H") Duration patience,
        @DefaultValue("PT8H") Duration due,
        @DefaultValue("PT1M") Duration effect,
        @DefaultValue("PT15M") Duration lookAgain,
        @DefaultValue("3") int tries) {}
