package io.tenantry.provider;

/**
 * The provider says that the prepared order was placed before, but no longer as what; or it has forgotten the prepared
 * order, so that a lost first answer cannot be asked for again. {@link Provider#boughtLike} tells what it may have
 * become.
 */
public class AlreadyPlaced extends ProviderUnavailable {

    private final boolean certain;

    /** The provider says so in as many words. */
    public AlreadyPlaced(String message) {
        this(message, true);
    }

    private AlreadyPlaced(String message, boolean certain) {
        super(message);
        this.certain = certain;
    }

    /** The prepared order is gone: placed in the meantime, or run out without ever having been placed. */
    public static AlreadyPlaced perhaps(String message) {
        return new AlreadyPlaced(message, false);
    }

    /** Whether it was placed beyond doubt, so that nothing may ever be ordered in its stead. */
    public boolean isCertain() {
        return certain;
    }
}
