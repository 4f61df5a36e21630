/** Microsoft Partner Center. Start with {@link io.tenantry.connector.partnercenter.PartnerCenterApi}. */
package io.tenantry.connector.partnercenter;
