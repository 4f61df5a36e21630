package io.tenantry.catalog;

/**
 * A product as a provider's price sheet names it.
 *
 * @param partNumber {@code productId:skuId}
 */
public record OfferedProduct(String partNumber, String title, String skuTitle, String publisher) {}
