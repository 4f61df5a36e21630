/**
 * The words that all modules share: {@link io.tenantry.shared.Money}, {@link io.tenantry.shared.Period}, {@link
 * io.tenantry.shared.Percent}, the movable clock, the audit fact and the errors a person can act on. It knows no
 * other module.
 */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package io.tenantry.shared;
