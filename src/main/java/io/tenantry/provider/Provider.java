package io.tenantry.provider;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider that provisions licences on our order, such as Microsoft Partner Center.
 *
 * <p>Every call ends in one of three ways: it returns; it throws {@link ProviderRejected}, a definite no that a repeat
 * cannot change; or it throws {@link ProviderUnavailable}, where the outcome may be unknown and the same call with the
 * same request id is safe. Nothing behind this port retries by itself.
 */
public interface Provider {

    /** The provider's name in our system, such as {@code partner-center}. */
    String name();

    /** One page of the tenants that accepted us as their reseller; {@code null} asks for the first page. */
    ProviderAccountPage accounts(@Nullable String continuation);

    /** All subscriptions of a tenant, whatever their status. */
    List<ProviderSubscription> subscriptions(String tenantId);

    Optional<ProviderSubscription> subscription(String tenantId, String subscriptionId);

    /**
     * Prepares an order without placing it. Preparing twice does no harm: only a prepared order that is placed has an
     * effect.
     *
     * @return the provider's reference of the prepared order, to be stored before it is placed
     */
    String prepareOrder(LicenseOrder order);

    /**
     * Places a prepared order. Placing the same prepared order again returns the first outcome.
     *
     * @throws AlreadyPlaced if it was placed before and the provider does not repeat the outcome
     */
    PlacedOrder placeOrder(String tenantId, String preparedOrder, String requestId);

    /**
     * What a tenant bought since an order was prepared, of the same product and quantity: the order itself, if it was
     * placed and shows already, and what happens to look like it.
     *
     * @throws ProviderUnavailable if it cannot be told
     */
    List<PlacedOrder> boughtLike(String tenantId, String preparedOrder);

    /** What became of a placed order; used while {@link PlacedOrder#subscriptionId()} is still empty. */
    PlacedOrder order(String tenantId, String orderId);

    /** Sets the quantity to a target, never by a difference, so that a repeat is harmless. */
    ChangeOutcome changeQuantity(QuantityOrder order);

    /** Moves a subscription to another product of the same family (an upgrade). */
    ChangeOutcome changeProduct(ProductOrder order);

    /** Refreshes the credentials and makes the cheapest call there is. */
    Connectivity verifyConnectivity();
}
