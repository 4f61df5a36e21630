package io.tenantry.shared.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.tenantry.shared.Paging;
import org.jspecify.annotations.Nullable;

/** Which page a caller asks for; both parts may be left out. */
public record PageQuery(
        @Parameter(description = "Counts from 0") @Nullable Integer page,
        @Parameter(description = "Items on a page, 50 unless said, 200 at the most") @Nullable Integer size) {

    public Paging paging() {
        return new Paging(page == null ? 0 : page, size == null ? Paging.DEFAULT_SIZE : size);
    }
}
