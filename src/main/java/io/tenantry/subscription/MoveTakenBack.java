package io.tenantry.subscription;

import java.util.List;

/**
 * A move of seats that was taken back.
 *
 * @param subscription that goes on as if nothing had been
 * @param orderedAnew the changes that are told to the provider in place of those that were reckoned with the move
 * @param notOrdered later changes that had been refused themselves: they are undone, and nobody orders them again
 */
public record MoveTakenBack(String subscription, List<String> orderedAnew, List<String> notOrdered) {}
