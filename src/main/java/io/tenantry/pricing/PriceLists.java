package io.tenantry.pricing;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The price lists and their items. */
@Service
public class PriceLists {

    public PriceListView get(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The default price list of a currency, if there is one. */
    public Optional<PriceListView> defaultOf(String currency) {
        throw new UnsupportedOperationException();
    }

    /** The item that prices a product in exactly this unit and term on a day. */
    public Optional<PriceListItemView> price(PriceQuestion question) {
        throw new UnsupportedOperationException();
    }

    public record PriceQuestion(UUID priceListId, UUID productId, String unit, String term, LocalDate day) {}
}
