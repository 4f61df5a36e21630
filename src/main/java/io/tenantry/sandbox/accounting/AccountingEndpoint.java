package io.tenantry.sandbox.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** QuickBooks Online's entities, created and changed by POST, read by id or by query. */
@SandboxEndpoint
@RequestMapping("/v3/company/{realm}")
public final class AccountingEndpoint {

    private static final int LONGEST_REQUEST_ID = 50;

    private final Books books;
    private final DocumentCheck check;
    private final Documents answers;
    private final SandboxClock clock;

    public AccountingEndpoint(World world, Books books, SandboxClock clock) {
        this.books = books;
        this.check = new DocumentCheck(books);
        this.answers = world.documents("accounting-request-ids");
        this.clock = clock;
    }

    @GetMapping("/companyinfo/{id}")
    ObjectNode companyInfo(@PathVariable String realm, @PathVariable String id) {
        var info = Json.object().put("CompanyName", "Sandbox Company " + realm).put("Id", id);
        return answer("CompanyInfo", info);
    }

    @GetMapping("/query")
    ObjectNode query(@PathVariable String realm, @RequestParam String query) {
        var parsed = Query.parse(query);
        var found = books.query(realm, parsed);
        var page =
                found.stream().skip(parsed.start() - 1L).limit(parsed.limit()).toList();
        var response = Json.object();
        if (!page.isEmpty()) {
            response.putArray(parsed.kind().wireName()).addAll(page);
            response.put("startPosition", parsed.start()).put("maxResults", page.size());
            response.put("totalCount", found.size());
        }
        return answer("QueryResponse", response);
    }

    @GetMapping("/{kind}/{id}")
    ObjectNode get(@PathVariable String realm, @PathVariable String kind, @PathVariable String id) {
        var entityKind = kind(kind);
        return answer(entityKind.wireName(), books.get(realm, entityKind, id));
    }

    /** The same {@code requestid} brings the same answer, and no second record. */
    @PostMapping("/{kind}")
    ObjectNode post(
            @PathVariable String realm,
            @PathVariable String kind,
            @RequestParam("requestid") Optional<String> requestId,
            @RequestBody JsonNode body,
            HttpServletRequest request) {
        var entityKind = kind(kind);
        if (!(body instanceof ObjectNode wanted)) {
            throw AccountingFault.missing(entityKind.wireName());
        }
        requestId.ifPresent(AccountingEndpoint::checkLength);
        var key = requestId.map(id -> realm + "/" + id);
        var earlier = key.flatMap(answers::find);
        if (earlier.isPresent()) {
            request.setAttribute(RequestLog.REPLAYED, true);
            return earlier.get();
        }
        var answer = answer(entityKind.wireName(), save(realm, entityKind, wanted));
        key.ifPresent(stored -> answers.put(stored, answer));
        return answer;
    }

    private static void checkLength(String requestId) {
        if (requestId.length() > LONGEST_REQUEST_ID) {
            throw AccountingFault.validation(
                    2110, "Invalid Request Id", "The requestid is longer than " + LONGEST_REQUEST_ID, "requestid");
        }
    }

    private ObjectNode save(String realm, EntityKind kind, ObjectNode wanted) {
        var isUpdate = wanted.hasNonNull("Id");
        if (kind.isDocument() && !(isUpdate && wanted.path("sparse").asBoolean())) {
            check.check(realm, wanted);
            DocumentCheck.total(wanted);
        }
        if (!kind.isDocument()
                && !isUpdate
                && wanted.path(kind.uniqueField()).asText().isBlank()) {
            throw AccountingFault.missing(kind.uniqueField());
        }
        return isUpdate ? books.update(realm, kind, wanted) : books.create(realm, kind, wanted);
    }

    private static EntityKind kind(String name) {
        return EntityKind.of(name).orElseThrow(() -> unsupported(name));
    }

    private static WireError unsupported(String name) {
        return AccountingFault.validation(
                500, "Unsupported Operation", "Operation " + name + " is not supported by the sandbox", "");
    }

    private ObjectNode answer(String name, ObjectNode content) {
        var answer = Json.object();
        answer.set(name, content);
        return answer.put("time", clock.instant().toString());
    }
}
