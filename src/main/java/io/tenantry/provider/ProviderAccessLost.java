package io.tenantry.provider;

import io.tenantry.shared.NotRetryable;

/**
 * The provider no longer lets us in: the consent has expired or was revoked, or the application's secret is wrong. No
 * order is to blame and no repeat helps; somebody has to consent anew, then retry.
 */
public class ProviderAccessLost extends ProviderUnavailable implements NotRetryable {

    public ProviderAccessLost(String message) {
        super(message);
    }
}
