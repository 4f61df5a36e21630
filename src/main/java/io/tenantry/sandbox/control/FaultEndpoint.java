package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.Faults;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Switches faults on and off. */
@SandboxEndpoint
@RequestMapping("/sandbox/faults")
public final class FaultEndpoint {

    private final Faults faults;

    public FaultEndpoint(Faults faults) {
        this.faults = faults;
    }

    @GetMapping
    List<ObjectNode> list() {
        return faults.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode add(@RequestBody JsonNode body) {
        try {
            return faults.add(Fields.of(body));
        } catch (IllegalArgumentException e) {
            throw Dialect.SANDBOX.error(400, "400", String.valueOf(e.getMessage()));
        }
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAll() {
        faults.removeAll();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        if (!faults.remove(id)) {
            throw Dialect.SANDBOX.error(404, "404", "There is no fault " + id);
        }
    }
}
