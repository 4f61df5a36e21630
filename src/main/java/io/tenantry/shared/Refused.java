package io.tenantry.shared;

/**
 * The business says no: the request is understood and breaks a rule. Repeating it unchanged cannot help. The web edge
 * answers 422 with a problem of this type; the message names the thing and the fix.
 */
public class Refused extends RuntimeException {

    private final String type;

    /**
     * @param type stable, in kebab case: the last part of the problem's type URI
     * @param message names the thing and the fix, for a person
     */
    public Refused(String type, String message) {
        super(message);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
