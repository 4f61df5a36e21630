/**
 * What people consented to at foreign systems: refresh tokens, encrypted and rotated, and the access tokens that come of
 * them. Start with {@link io.tenantry.connector.consent.Consents}.
 */
package io.tenantry.connector.consent;
