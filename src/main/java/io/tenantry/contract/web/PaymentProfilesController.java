package io.tenantry.contract.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.contract.NewPaymentProfile;
import io.tenantry.contract.PaymentMethod;
import io.tenantry.contract.PaymentProfileView;
import io.tenantry.contract.PaymentProfiles;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/customers/{customerNumber}/payment-profiles")
@Tag(name = "Billing contracts")
class PaymentProfilesController {

    private static final String DEFAULT_GATEWAY = "stripe";

    private final PaymentProfiles profiles;

    PaymentProfilesController(PaymentProfiles profiles) {
        this.profiles = profiles;
    }

    /**
     * @param gateway stripe if left out
     * @param pending whether the customer has yet to confirm it at the gateway
     */
    record NewProfile(
            @Nullable String gateway,
            @NotBlank String gatewayCustomer,
            @NotBlank String gatewayPaymentMethod,
            @NotBlank String label,
            @Nullable Boolean isDefault,
            @Nullable Boolean pending) {

        NewPaymentProfile facts() {
            return new NewPaymentProfile(
                    gateway == null ? DEFAULT_GATEWAY : gateway,
                    gatewayCustomer,
                    new PaymentMethod(gatewayPaymentMethod, label),
                    Boolean.TRUE.equals(isDefault),
                    Boolean.TRUE.equals(pending));
        }
    }

    record Method(@NotBlank String gatewayPaymentMethod, @NotBlank String label) {}

    @GetMapping
    @Operation(summary = "A customer's payment profiles by number")
    List<PaymentProfileView> all(@PathVariable String customerNumber) {
        return profiles.of(customerNumber);
    }

    @GetMapping("/{number}")
    @Operation(summary = "A payment profile")
    ResponseEntity<PaymentProfileView> get(@PathVariable String customerNumber, @PathVariable String number) {
        return answer(require(customerNumber, number));
    }

    @PostMapping
    @Operation(summary = "Keep the gateway's tokens of a card or account; never its number")
    ResponseEntity<PaymentProfileView> create(
            @PathVariable String customerNumber, @Valid @RequestBody NewProfile body) {
        var profile = profiles.create(customerNumber, body.facts());
        var path = "/api/v1/customers/" + customerNumber + "/payment-profiles/" + profile.number();
        return ETags.created(path, profile, profile.version());
    }

    @PutMapping("/{number}")
    @Operation(summary = "Replace the card or account: the repair of a declined charge")
    ResponseEntity<PaymentProfileView> replace(
            @PathVariable String customerNumber,
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Method method) {
        var version = ETags.expected(ifMatch);
        require(customerNumber, number);
        return answer(
                profiles.replace(number, new PaymentMethod(method.gatewayPaymentMethod(), method.label()), version));
    }

    @PostMapping("/{number}/confirmation")
    @Operation(summary = "The customer has confirmed the profile at the gateway: it can be charged")
    ResponseEntity<PaymentProfileView> sync(@PathVariable String customerNumber, @PathVariable String number) {
        require(customerNumber, number);
        return answer(profiles.sync(number));
    }

    @PutMapping("/{number}/default")
    @Operation(summary = "Charge contracts without a profile of their own to this one")
    ResponseEntity<PaymentProfileView> makeDefault(
            @PathVariable String customerNumber,
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var version = ETags.expected(ifMatch);
        require(customerNumber, number);
        return answer(profiles.makeDefault(number, version));
    }

    @PostMapping("/{number}/deactivation")
    @Operation(summary = "Charge it no more, for good")
    ResponseEntity<PaymentProfileView> deactivate(
            @PathVariable String customerNumber,
            @PathVariable String number,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var version = ETags.expected(ifMatch);
        require(customerNumber, number);
        return answer(profiles.deactivate(number, version));
    }

    private PaymentProfileView require(String customerNumber, String number) {
        var profile = profiles.get(number);
        if (!profile.customerNumber().equals(customerNumber)) {
            throw new NotFound("Payment profile", number + " of " + customerNumber);
        }
        return profile;
    }

    private static ResponseEntity<PaymentProfileView> answer(PaymentProfileView profile) {
        return ETags.ok(profile, profile.version());
    }
}
