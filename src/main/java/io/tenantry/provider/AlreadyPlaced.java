package io.tenantry.provider;

/**
 * The provider says that the prepared order was placed before, but no longer as what: the first answer was lost and the
 * provider has forgotten the request. {@link Provider#boughtLike} tells what it may have become.
 */
public class AlreadyPlaced extends ProviderUnavailable {

    public AlreadyPlaced(String message) {
        super(message);
    }
}
