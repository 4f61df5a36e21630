package io.tenantry.shared;

/** Somebody changed the thing since the caller read it. The web edge answers 412. */
public class Stale extends Refused {

    public Stale(String what) {
        super("changed-meanwhile", what + " was changed since you read it; read it again and repeat your change");
    }

    /** @throws Stale if {@code actual} is not the version that the caller has seen */
    public static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new Stale(what);
        }
    }
}
