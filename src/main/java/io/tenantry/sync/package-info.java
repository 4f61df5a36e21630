/**
 * What is at the providers, compared with what we know: syncs of tenants and subscriptions in chunks and at a pace, the
 * hints by which providers tell of changes, what is lacking on what was found, and the differences that a person decides
 * on. Writing to the ledger is {@code subscription}'s; when things happen is {@code workflow}'s. Start with {@link
 * io.tenantry.sync.ProviderSyncs}.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"shared", "provider", "customer", "contract", "subscription", "invoicing", "notification"
        })
package io.tenantry.sync;
