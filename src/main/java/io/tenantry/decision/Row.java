package io.tenantry.decision;

import java.util.Map;

/** A rule that hit: its outputs by name. A cell that was left empty is an error that names it. */
record Row(String decision, Map<String, Object> outputs) {

    String text(String output) {
        return (String) cell(output);
    }

    int number(String output) {
        return ((Number) cell(output)).intValue();
    }

    boolean flag(String output) {
        return (Boolean) cell(output);
    }

    private Object cell(String output) {
        var cell = outputs.get(output);
        if (cell == null) {
            throw new IllegalStateException("Decision '%s' answered %s without '%s'; fill that cell in dmn/%s.dmn"
                    .formatted(decision, outputs, output, decision));
        }
        return cell;
    }
}
