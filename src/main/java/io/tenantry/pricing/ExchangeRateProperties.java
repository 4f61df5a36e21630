package io.tenantry.pricing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param validityDays how long a rate is converted at, if no newer one of its pair comes */
@ConfigurationProperties("tenantry.exchange-rates")
record ExchangeRateProperties(@DefaultValue("31") int validityDays) {

    ExchangeRateProperties {
        if (validityDays < 1) {
            throw new IllegalArgumentException(
                    "tenantry.exchange-rates.validity-days is " + validityDays + "; set it to 1 or more");
        }
    }
}
