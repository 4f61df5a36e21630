package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Words, numbers and dates of documents in the contract's language. */
public final class DocumentTexts {

    private static final int PRICE_DECIMALS = 6;
    private static final ResourceBundleMessageSource TEXTS = texts();
    private static final Map<String, Locale> LOCALES = Map.of("en", Locale.UK, "de", Locale.GERMANY);

    private final Locale locale;

    DocumentTexts(String language) {
        locale = LOCALES.getOrDefault(language, Locale.UK);
    }

    Locale locale() {
        return locale;
    }

    public String text(String key, Object... values) {
        return TEXTS.getMessage(key, values, locale);
    }

    /** With the currency's sign and decimals: 305,81 € or ¥306. */
    public String money(Money amount) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(amount.currency());
        var decimals = amount.currency().getDefaultFractionDigits();
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(amount.amount());
    }

    /** Without the sign, with as many decimals as the price has: 12.00, or 8.333333 for a twelfth of a year's price. */
    public String price(Money price) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(price.currency().getDefaultFractionDigits());
        format.setMaximumFractionDigits(PRICE_DECIMALS);
        return format.format(price.amount());
    }

    public String number(BigDecimal number) {
        return NumberFormat.getNumberInstance(locale).format(number);
    }

    public String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** A share as people write it: {@code 79/31} is {@code 2 17/31}. */
    public String months(String share) {
        var parts = share.split("/", 2);
        if (parts.length < 2) {
            return share;
        }
        var whole = new Fraction(new BigInteger(parts[0]), new BigInteger(parts[1]));
        var divided = whole.numerator().divideAndRemainder(whole.denominator());
        var rest = divided[1] + "/" + whole.denominator();
        return divided[0].signum() == 0 ? rest : divided[0] + " " + rest;
    }

    /** How a line's amount comes about: 10 × 12.00 × 2 17/31 months. */
    public String measure(InvoiceView.Line line) {
        var months = line.share().equals("1") ? "" : " × " + text("line.share", months(line.share()));
        var change = line.changeNumber() == null ? "" : "; " + text("line.midCycle", line.changeNumber());
        return number(BigDecimal.valueOf(line.quantity())) + " × " + price(line.unitPrice()) + months + change;
    }

    public String country(String code) {
        return new Locale("", code).getDisplayCountry(locale);
    }

    /** In blocks of four, as on cards and forms. */
    public String iban(String iban) {
        return iban.replaceAll("(.{4})(?!$)", "$1 ");
    }

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("documents/texts");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }
}
