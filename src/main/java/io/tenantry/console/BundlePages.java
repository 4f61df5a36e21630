package io.tenantry.console;

import io.tenantry.catalog.Bundles;
import io.tenantry.catalog.NewBundlePart;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.web.SentForms;
import io.tenantry.subscription.BundleOrders;
import io.tenantry.subscription.NewBundleOrder;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriUtils;

/** Bundles: put together part by part, published, and ordered as a whole. */
@Controller
@RequestMapping("/bundles")
class BundlePages {

    private final Bundles bundles;
    private final BundleOrders orders;
    private final BillingContracts contracts;
    private final SentForms sentForms;

    BundlePages(Bundles bundles, BundleOrders orders, BillingContracts contracts, SentForms sentForms) {
        this.bundles = bundles;
        this.orders = orders;
        this.contracts = contracts;
        this.sentForms = sentForms;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("bundles", bundles.all());
        return "bundles";
    }

    @PostMapping
    String create(Form form, Model model, HttpServletResponse response) {
        try {
            return pageOf(
                    bundles.create(form.text("partNumber"), form.text("title")).partNumber());
        } catch (Refused refused) {
            model.addAttribute("typed", form.typed());
            PageFrame.refuse(refused, model, response);
            return list(model);
        }
    }

    @GetMapping("/{partNumber}")
    String show(@PathVariable String partNumber, Model model) {
        model.addAttribute("bundle", bundles.get(partNumber));
        return "bundle";
    }

    @PostMapping("/{partNumber}/parts")
    String add(@PathVariable String partNumber, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(partNumber, "part", form),
                () -> pageOf(bundles.add(partNumber, part(form), form.version()).partNumber()),
                model,
                response);
    }

    private static NewBundlePart part(Form form) {
        return new NewBundlePart(
                form.text("provider"),
                form.text("partNumber"),
                form.numberOrNone("above"),
                form.number("quantity"),
                form.isTicked("billable"),
                form.isTicked("showOnInvoice"));
    }

    @PostMapping("/{partNumber}/publication")
    String publish(@PathVariable String partNumber, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(partNumber, "publish", form),
                () -> pageOf(bundles.publish(partNumber, form.version()).partNumber()),
                model,
                response);
    }

    /** A whole bundle is ordered at once, at providers that take nothing back: the form does it once. */
    @PostMapping("/{partNumber}/orders")
    String order(@PathVariable String partNumber, Form form, Model model, HttpServletResponse response) {
        return act(
                new Sent(partNumber, "order", form),
                () -> "redirect:"
                        + sentForms.once(
                                form.once(),
                                () -> "/subscriptions/"
                                        + orders.order(order(partNumber, form)).number() + "#tree"),
                model,
                response);
    }

    private NewBundleOrder order(String bundle, Form form) {
        var contract = contracts.get(form.text("contractNumber"));
        var amount = form.amountOrNone("unitPrice");
        return new NewBundleOrder(
                form.text("providerAccountNumber"),
                bundle,
                contract.number(),
                form.number("quantity"),
                form.text("salesUnit"),
                form.text("term"),
                form.text("billingPlan"),
                amount == null ? null : Money.of(amount, contract.currency()),
                form.isTicked("rollUp"),
                form.day("startDate"),
                true,
                true);
    }

    private record Sent(String bundle, String section, Form form) {}

    private String act(Sent sent, Supplier<String> act, Model model, HttpServletResponse response) {
        try {
            return act.get();
        } catch (Refused refused) {
            model.addAttribute("refusedAt", sent.section());
            model.addAttribute("typed", sent.form().typed());
            PageFrame.refuse(refused, model, response);
            return show(sent.bundle(), model);
        }
    }

    private static String pageOf(String partNumber) {
        return "redirect:/bundles/" + UriUtils.encodePathSegment(partNumber, "UTF-8");
    }
}
