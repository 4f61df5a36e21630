package io.tenantry.provider;

/**
 * A way of speaking with providers that an administrator can connect without a release: the settings of the connection
 * say what this one's calls look like.
 */
public interface ProviderProtocol {

    /** As the register writes it, such as {@code REST}. */
    String name();

    /**
     * @throws io.tenantry.shared.Refused if a provider cannot be spoken with by these settings; says which of them and
     *     where in it
     */
    void check(ProviderConnection connection);

    /** Speaks with the provider from now on; opens nothing yet. */
    Provider connect(ProviderConnection connection);

    /** Encrypts a secret, so that it can be kept in the register. */
    String seal(String secret);
}
