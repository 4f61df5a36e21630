package io.tenantry.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** The faults that are switched on, oldest first. */
public final class Faults {

    private final World world;
    private final SandboxClock clock;
    private final Documents faults;

    public Faults(World world, SandboxClock clock) {
        this.world = world;
        this.clock = clock;
        this.faults = world.documents("faults");
    }

    public ObjectNode add(Fields wish) {
        var id = "%015d-%s".formatted(clock.ordinal(), Identifiers.random(4));
        var fault = Fault.of(id, wish).json();
        faults.put(id, fault);
        return fault;
    }

    public List<ObjectNode> all() {
        return faults.under("").stream().map(Documents.Entry::document).toList();
    }

    public boolean remove(String id) {
        return faults.remove(id);
    }

    public void removeAll() {
        faults.clear();
    }

    /** The fault that strikes this request, used up by one. */
    public Optional<Fault> strike(String method, String path) throws Exception {
        if (faults.size() == 0) {
            return Optional.empty();
        }
        return world.alone(() -> {
            var struck = faults.under("").stream()
                    .map(entry -> Fault.of(entry.key(), Fields.of(entry.document())))
                    .filter(fault -> fault.strikes(method, path))
                    .findFirst();
            struck.ifPresent(this::useUp);
            return struck;
        });
    }

    private void useUp(Fault fault) {
        var left = fault.struck();
        if (left == null) {
            faults.remove(fault.id());
        } else {
            faults.put(left.id(), left.json());
        }
    }
}
