package io.tenantry.remediation;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds who makes a fix. That each can be made is checked when the application starts. */
@Component
class Fixes {

    private final ObjectProvider<FixMaker> makers;
    private final JdbcClient jdbc;

    Fixes(ObjectProvider<FixMaker> makers, JdbcClient jdbc) {
        this.makers = makers;
        this.jdbc = jdbc;
    }

    void make(FixOrder order) {
        var maker = makers().get(order.fix());
        if (maker == null) {
            throw new IllegalStateException("Nobody makes the fix " + order.fix() + "; write a FixMaker");
        }
        maker.accept(order);
    }

    /** Makers of the engine know this module, which is why they are asked for late. */
    Map<Fix, Consumer<FixOrder>> makers() {
        var all = new EnumMap<Fix, Consumer<FixOrder>>(Fix.class);
        for (var maker : List.copyOf(makers.stream().toList())) {
            maker.fixes().forEach((fix, how) -> {
                if (all.put(fix, how) != null) {
                    throw new IllegalStateException("Fix " + fix + " has two makers");
                }
            });
        }
        return all;
    }

    /**
     * @throws NotFound if nothing of ours has that number
     * @throws Refused if such a thing cannot have the symptom
     */
    void requireSubject(Symptom symptom, String subject) {
        if (Anchors.of(subject, jdbc).isNone() && !subject.contains("/")) {
            throw new NotFound("Subject of a case", subject);
        }
        var fits = jdbc.sql(symptom.about().known())
                .param("number", subject)
                .query(Boolean.class)
                .single();
        if (!fits) {
            throw new Refused(
                    "wrong-subject",
                    "'" + symptom.title() + "' is asked about "
                            + symptom.about().words() + ", not about '" + subject + "'");
        }
    }
}
