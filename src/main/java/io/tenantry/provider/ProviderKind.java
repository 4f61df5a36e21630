package io.tenantry.provider;

/** How a change reaches whoever provisions it. Provisioning best practices §2. */
public enum ProviderKind {

    /** We tell it over its API, and read from it. */
    AUTOMATIC("tells it over its API"),

    /** It has no API: operations get a mail, do it there, and say so here. */
    MANUAL("mails operations, and a person confirms"),

    /** There is nobody to tell: bundle parents and services of our own. */
    DO_NOTHING("has nothing to provision"),

    /** The change goes by its delta to a parent subscription, whose own provider provisions it. */
    LINKED("passes it to the parent subscription");

    private final String words;

    ProviderKind(String words) {
        this.words = words;
    }

    /** What happens with a change, to end the sentence "Tenantry …". */
    public String words() {
        return words;
    }
}
