package io.tenantry.sandbox.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** The mails that have arrived, newest first. */
public final class Mails {

    private final Documents mails;
    private final SandboxClock clock;

    public Mails(World world, SandboxClock clock) {
        this.mails = world.documents("mails");
        this.clock = clock;
    }

    void add(ObjectNode mail) {
        var id = "%015d-%s".formatted(clock.ordinal(), Identifiers.random(4));
        mails.put(id, mail.put("id", id).put("receivedAt", clock.instant().toString()));
    }

    List<ObjectNode> newest(int limit) {
        return mails.newestFirst(limit).stream().map(Documents.Entry::document).toList();
    }

    Optional<ObjectNode> find(String id) {
        return mails.find(id);
    }

    void clear() {
        mails.clear();
    }
}
