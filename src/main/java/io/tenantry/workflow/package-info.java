/**
 * When things happen: one folder per diagram of {@code bpmn/}, with its door, its variables and one class per service
 * task. A domain event opens a door in the publisher's transaction; a delegate makes one call into the domain or to a
 * provider. What is decided and computed is not here.
 *
 * <p>Start reading at a diagram, then at the class of the same name as the task.
 */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "shared",
            "provider",
            "customer",
            "contract",
            "subscription",
            "invoicing",
            "postinvoice",
            "decision",
            "notification",
            "sync",
            "security",
            "remediation"
        })
package io.tenantry.workflow;
