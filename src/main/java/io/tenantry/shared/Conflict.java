package io.tenantry.shared;

/** The thing exists already or was changed by somebody else meanwhile. The web edge answers 409. */
public class Conflict extends Refused {

    public Conflict(String type, String message) {
        super(type, message);
    }
}
