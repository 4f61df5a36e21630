package io.tenantry.shared.web;

import io.tenantry.shared.Page;
import java.util.ArrayList;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Answers with a page and says in {@code Link} headers (RFC 8288) where the others are. */
public final class Pages {

    private Pages() {}

    public static <T> ResponseEntity<Page<T>> ok(Page<T> page) {
        return ResponseEntity.ok().header(HttpHeaders.LINK, links(page)).body(page);
    }

    private static String links(Page<?> page) {
        var last = (int) Math.max(0, (page.total() - 1) / page.size());
        var links = new ArrayList<String>();
        links.add(link(0, "first"));
        if (page.page() > 0) {
            links.add(link(Math.min(page.page() - 1, last), "prev"));
        }
        if (page.page() < last) {
            links.add(link(page.page() + 1, "next"));
        }
        links.add(link(last, "last"));
        return String.join(", ", links);
    }

    /** Relative to the host, so that it holds behind any proxy. */
    private static String link(int page, String relation) {
        var uri = ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("page", page)
                .toUriString();
        return "<" + uri + ">; rel=\"" + relation + "\"";
    }
}
