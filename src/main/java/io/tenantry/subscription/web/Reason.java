package io.tenantry.subscription.web;

import jakarta.validation.constraints.NotBlank;

/** Why a person does it; kept in the history. */
record Reason(@NotBlank String reason) {}
