package io.tenantry.shared.web;

/**
 * What is wrong with a part of a request.
 *
 * @param field its path, such as {@code toggles.autoCharge}
 */
record FieldError(String field, String message) {}
