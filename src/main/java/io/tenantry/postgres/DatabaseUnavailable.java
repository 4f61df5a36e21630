package io.tenantry.postgres;

/** The embedded database cannot be used as things are; says why and what to do about it. */
class DatabaseUnavailable extends RuntimeException {

    private final String remedy;

    DatabaseUnavailable(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    DatabaseUnavailable(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
