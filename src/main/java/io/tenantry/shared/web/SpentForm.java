package io.tenantry.shared.web;

import io.tenantry.shared.Conflict;

/** A form was sent before, did its work, and comes again with something else typed into it: is that one more, or a mistake? */
public class SpentForm extends Conflict {

    SpentForm(String place) {
        super(
                "form-sent-already",
                "This form was sent already and led to " + place
                        + "; look there first. Send it once more if it is to be another one");
    }
}
