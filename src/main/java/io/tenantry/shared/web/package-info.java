/**
 * What all of the API has in common: pages of long lists, versions as ETags, creating calls and forms that may be repeated,
 * and a bound on what is read. Refusals become Problem Details in {@code io.tenantry.shared}.
 */
package io.tenantry.shared.web;
