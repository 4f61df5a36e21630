/** The HTTP face of diagnoses under {@code /api/v1/diagnoses}. */
package io.tenantry.diagnosis.web;
