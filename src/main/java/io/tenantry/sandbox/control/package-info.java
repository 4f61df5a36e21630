/** The sandbox's own endpoints under {@code /sandbox}: its clock, its faults, its log, and what happens behind the caller's back. */
package io.tenantry.sandbox.control;
