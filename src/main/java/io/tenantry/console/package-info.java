/**
 * The web pages for people. The home page shows the queues, with links into Cockpit and Tasklist; pages read what the
 * JSON API reads.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "monitoring",
            "demo",
            "invoicing",
            "postinvoice",
            "contract",
            "catalog",
            "diagnosis",
            "remediation",
            "customer",
            "sync",
            "subscription",
            "provider"
        })
package io.tenantry.console;
