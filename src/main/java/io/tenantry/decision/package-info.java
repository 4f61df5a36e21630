/** The decision tables of {@code dmn/} with a Java face each: one class per table, named like it. Inputs are checked before a table is asked, and an empty answer is an error that quotes them. Tables decide; Java computes money. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"shared"})
package io.tenantry.decision;
