package io.tenantry.customer;

import java.util.List;

/**
 * A customer to whom a tenant may belong. Nobody is mapped by it: a person looks at the reasons and decides.
 *
 * @param score 1 to 99; what several reasons say together
 * @param reasons each a sentence, the strongest first
 */
public record MappingSuggestion(String customerNumber, String customerName, int score, List<String> reasons) {

    public MappingSuggestion {
        reasons = List.copyOf(reasons);
    }
}
