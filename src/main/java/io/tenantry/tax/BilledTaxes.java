package io.tenantry.tax;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks whoever bills what stands at the rates of a service, so that none is changed under it afterwards. */
public interface BilledTaxes {

    /**
     * A line that is billed, and neither voided nor credited.
     *
     * @param country the customer's, and region; they say which rate it fits
     * @param day whose rate it is taxed at
     * @param invoice its number, or its reference while it is a draft
     */
    record Billed(String country, @Nullable String region, LocalDate day, String invoice) {}

    /**
     * The lines of products of a tax category whose day lies within a span, by the service that taxes their contract; the
     * latest day first.
     */
    List<Billed> within(UUID taxService, String productCategory, Period span);
}
