package io.tenantry.shared;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a long list.
 *
 * @param page counts from 0
 * @param size how many items were asked for
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {

    public static <T> Page<T> of(List<T> items, Paging paging, long total) {
        return new Page<>(items, paging.page(), paging.size(), total);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), page, size, total);
    }
}
