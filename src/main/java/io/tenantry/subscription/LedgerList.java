package io.tenantry.subscription;

import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list of this module as it is read: one statement for one thing, one a page for many, and one for how many there are.
 *
 * @param select the columns
 * @param from the tables that they come from
 * @param order of its pages
 */
record LedgerList<T>(JdbcClient jdbc, String select, String from, String order, RowMapper<T> row) {

    Optional<T> one(String where, Map<String, ?> parameters) {
        return jdbc.sql(select + from + where).params(parameters).query(row).optional();
    }

    /** In an order of its own. */
    List<T> all(String whereInOrder, Map<String, ?> parameters) {
        return jdbc.sql(select + from + whereInOrder)
                .params(parameters)
                .query(row)
                .list();
    }

    Page<T> page(String where, Map<String, @Nullable Object> parameters, Paging paging) {
        var total = jdbc.sql("select count(*) " + from + where)
                .params(parameters)
                .query(Long.class)
                .single();
        var items = jdbc.sql(select + from + where + order + " limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(row)
                .list();
        return Page.of(items, paging, total);
    }
}
