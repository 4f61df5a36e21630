package io.tenantry.console;

import io.tenantry.catalog.Bundles;
import io.tenantry.catalog.NewBundlePart;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import io.tenantry.subscription.BundleOrders;
import io.tenantry.subscription.NewBundleOrder;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Bundles: put together part by part, published, and ordered as a whole. */
@Controller
@RequestMapping("/bundles")
class BundlePages {

    private final Bundles bundles;
    private final BundleOrders orders;
    private final BillingContracts contracts;

    BundlePages(Bundles bundles, BundleOrders orders, BillingContracts contracts) {
        this.bundles = bundles;
        this.orders = orders;
        this.contracts = contracts;
    }

    /** A part as its form has it; boxes that are not ticked are not sent. */
    record PartForm(
            long version,
            String provider,
            String partNumber,
            @Nullable Integer above,
            int quantity,
            @Nullable Boolean billable,
            @Nullable Boolean showOnInvoice) {

        NewBundlePart part() {
            return new NewBundlePart(
                    provider.strip(), partNumber.strip(), above, quantity, isTicked(billable), isTicked(showOnInvoice));
        }
    }

    /** An order of a bundle as its form has it. */
    record OrderForm(
            String providerAccountNumber,
            String contractNumber,
            int quantity,
            String salesUnit,
            String term,
            String billingPlan,
            @Nullable BigDecimal unitPrice,
            @Nullable Boolean rollUp,
            LocalDate startDate) {

        NewBundleOrder of(String bundle, @Nullable Money price) {
            return new NewBundleOrder(
                    providerAccountNumber.strip(),
                    bundle,
                    contractNumber.strip(),
                    quantity,
                    salesUnit,
                    term,
                    billingPlan,
                    price,
                    isTicked(rollUp),
                    startDate,
                    true,
                    true);
        }
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("bundles", bundles.all());
        return "bundles";
    }

    @PostMapping
    String create(
            @RequestParam String partNumber, @RequestParam String title, Model model, HttpServletResponse response) {
        try {
            return pageOf(bundles.create(partNumber.strip(), title.strip()).partNumber());
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("typed", Map.of("partNumber", partNumber, "title", title));
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return list(model);
        }
    }

    @GetMapping("/{partNumber}")
    String show(@PathVariable String partNumber, Model model) {
        model.addAttribute("bundle", bundles.get(partNumber));
        return "bundle";
    }

    @PostMapping("/{partNumber}/parts")
    String add(
            @PathVariable String partNumber,
            @RequestParam Map<String, String> typed,
            PartForm form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(partNumber, "part", typed),
                () -> pageOf(
                        bundles.add(partNumber, form.part(), form.version()).partNumber()),
                model,
                response);
    }

    @PostMapping("/{partNumber}/publication")
    String publish(
            @PathVariable String partNumber, @RequestParam long version, Model model, HttpServletResponse response) {
        return act(
                new Sent(partNumber, "publish", Map.of()),
                () -> pageOf(bundles.publish(partNumber, version).partNumber()),
                model,
                response);
    }

    @PostMapping("/{partNumber}/orders")
    String order(
            @PathVariable String partNumber,
            @RequestParam Map<String, String> typed,
            OrderForm form,
            Model model,
            HttpServletResponse response) {
        return act(
                new Sent(partNumber, "order", typed),
                () -> "redirect:/subscriptions/"
                        + orders.order(form.of(partNumber, price(form))).number() + "#tree",
                model,
                response);
    }

    /** In the currency of the contract that bills it. */
    private @Nullable Money price(OrderForm form) {
        var amount = form.unitPrice();
        var contract = contracts.get(form.contractNumber().strip());
        return amount == null ? null : Money.of(amount, contract.currency());
    }

    private record Sent(String bundle, String section, Map<String, String> typed) {}

    private String act(Sent sent, Supplier<String> act, Model model, HttpServletResponse response) {
        try {
            return act.get();
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("refusedAt", sent.section());
            model.addAttribute("typed", sent.typed());
            response.setStatus(
                    refused instanceof Stale ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(sent.bundle(), model);
        }
    }

    private static String pageOf(String partNumber) {
        return "redirect:/bundles/" + UriUtils.encodePathSegment(partNumber, "UTF-8");
    }

    private static boolean isTicked(@Nullable Boolean box) {
        return box != null && box;
    }
}
