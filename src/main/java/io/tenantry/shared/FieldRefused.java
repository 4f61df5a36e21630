package io.tenantry.shared;

/** The business says no to one field of what was sent. The web edge names the field beside the message. */
public class FieldRefused extends Refused {

    private final String field;

    /**
     * @param type stable, in kebab case
     * @param field its name as it is sent, such as {@code endDate}
     */
    public FieldRefused(String type, String field, String message) {
        super(type, message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
