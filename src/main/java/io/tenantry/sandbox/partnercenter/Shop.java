package io.tenantry.sandbox.partnercenter;

/** All that is needed to sell something to somebody. */
public record Shop(
        Customers customers,
        Agreements agreements,
        Catalog catalog,
        Carts carts,
        Orders orders,
        Subscriptions subscriptions) {}
