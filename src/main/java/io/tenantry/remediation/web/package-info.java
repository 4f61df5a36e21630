/** The HTTP face of cases under {@code /api/v1/cases}. */
package io.tenantry.remediation.web;
