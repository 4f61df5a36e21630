package io.tenantry.shared;

/** The thing that a request names does not exist. The web edge answers 404. */
public class NotFound extends Refused {

    public NotFound(String what, Object key) {
        super("not-found", what + " " + key + " does not exist");
    }
}
