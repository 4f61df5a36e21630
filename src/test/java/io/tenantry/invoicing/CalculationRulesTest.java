package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.CalculationRules.Document;
import io.tenantry.invoicing.CalculationRules.Group;
import io.tenantry.invoicing.CalculationRules.Line;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalculationRulesTest {

    @Test
    void takesADocumentWhoseFiguresAgree() {
        var document = invoice(
                List.of(line("305.81", "19", "S"), line("42.00", "19.0000", "S")),
                List.of(group("19", "S", null, "347.81", "66.08")),
                "347.81",
                "66.08",
                "413.89");

        assertThat(CalculationRules.broken(document)).isNull();
    }

    @Test
    void takesSeveralRatesAndCategories() {
        var document = invoice(
                List.of(
                        line("100.00", "19", "S"),
                        line("-10.00", "19", "S"),
                        line("50.00", "7", "S"),
                        line("8.00", "0", "E")),
                List.of(
                        group("19", "S", null, "90.00", "17.10"),
                        group("7", "S", null, "50.00", "3.50"),
                        group("0", "E", "Exempt under article 132", "8.00", "0.00")),
                "148.00",
                "20.60",
                "168.60");

        assertThat(CalculationRules.broken(document)).isNull();
    }

    @Test
    void takesEachCurrencysDecimals() {
        var yen = new Document(
                "INVOICE",
                List.of(new Line(Money.of("306", "JPY"), new BigDecimal("10"), "S")),
                List.of(new Group(new BigDecimal("10"), "S", null, Money.of("306", "JPY"), Money.of("31", "JPY"))),
                Money.of("306", "JPY"),
                Money.of("31", "JPY"),
                Money.of("337", "JPY"));
        var broken = new Document(
                "INVOICE",
                List.of(new Line(Money.of("306.5", "JPY"), new BigDecimal("10"), "S")),
                yen.groups(),
                yen.net(),
                yen.tax(),
                yen.total());

        assertThat(CalculationRules.broken(yen)).isNull();
        assertThat(CalculationRules.broken(broken))
                .isEqualTo("BT-131: line 1 is 306.5 JPY, which has more decimals than the currency");
    }

    @Test
    void takesTrailingZerosThatTheDatabaseAdds() {
        var document = invoice(
                List.of(line("10.0000", "0", "Z")), List.of(group("0.0000", "Z", null, "10", "0")), "10", "0", "10.00");

        assertThat(CalculationRules.broken(document)).isNull();
    }

    @Test
    void refusesADocumentWithoutLines() {
        assertThat(CalculationRules.broken(invoice(List.of(), List.of(), "0", "0", "0")))
                .isEqualTo("BR-16: it has no line");
    }

    @Test
    void refusesANetThatIsNotTheSumOfTheLines() {
        var document = invoice(
                List.of(line("305.81", "19", "S"), line("42.00", "19", "S")),
                List.of(group("19", "S", null, "347.81", "66.08")),
                "347.80",
                "66.08",
                "413.88");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-CO-10 and BR-CO-13: the lines add up to 347.81 EUR, but the net is 347.80 EUR");
    }

    @Test
    void refusesALineThatNoGroupTaxes() {
        var document = invoice(
                List.of(line("100.00", "19", "S"), line("50.00", "7", "S")),
                List.of(group("19", "S", null, "150.00", "28.50")),
                "150.00",
                "28.50",
                "178.50");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-CO-18: line 2 is taxed S at 7 %, and there is no such tax group");
    }

    @Test
    void refusesAGroupThatNoLineIsIn() {
        var document = invoice(
                List.of(line("100.00", "19", "S")),
                List.of(group("19", "S", null, "100.00", "19.00"), group("7", "S", null, "0.00", "0.00")),
                "100.00",
                "19.00",
                "119.00");

        assertThat(CalculationRules.broken(document)).isEqualTo("BR-S-01: no line is taxed S at 7 %");
    }

    @Test
    void refusesTwoGroupsThatAreOne() {
        var document = invoice(
                List.of(line("100.00", "19", "S")),
                List.of(group("19", "S", null, "100.00", "19.00"), group("19.00", "S", null, "100.00", "19.00")),
                "100.00",
                "38.00",
                "138.00");

        assertThat(CalculationRules.broken(document)).isEqualTo("BR-CO-18: there are two tax groups S at 19 %");
    }

    @Test
    void refusesAGroupsNetThatIsNotTheSumOfItsLines() {
        var document = invoice(
                List.of(line("100.00", "19", "S"), line("50.00", "7", "S")),
                List.of(group("19", "S", null, "50.00", "9.50"), group("7", "S", null, "100.00", "7.00")),
                "150.00",
                "16.50",
                "166.50");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-S-08: the lines taxed S at 19 % add up to 100.00 EUR, but the group's net is 50.00 EUR");
    }

    @Test
    void refusesATaxThatIsNotTheRateOfTheNet() {
        var document = invoice(
                List.of(line("305.81", "19", "S")),
                List.of(group("19", "S", null, "305.81", "58.11")),
                "305.81",
                "58.11",
                "363.92");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-CO-17: S at 19 % of 305.81 EUR is 58.10 EUR, but the group's tax is 58.11 EUR");
    }

    @Test
    void refusesATaxThatIsNotTheSumOfTheGroups() {
        var document = invoice(
                List.of(line("100.00", "19", "S")), List.of(group("19", "S", null, "100", "19")), "100", "18", "118");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-CO-14: the groups' taxes add up to 19 EUR, but the tax is 18 EUR");
    }

    @Test
    void refusesATotalThatIsNotNetAndTax() {
        var document = invoice(
                List.of(line("100.00", "19", "S")), List.of(group("19", "S", null, "100", "19")), "100", "19", "120");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-CO-15: net and tax add up to 119 EUR, but the total is 120 EUR");
    }

    @Test
    void refusesARateThatDoesNotFitItsCategory() {
        assertThat(brokenBy("0", "S", null, "0")).startsWith("BR-S-05: the rate 0 % does not fit category S");
        assertThat(brokenBy("19", "AE", "Reverse charge", "19")).startsWith("BR-AE-05: the rate 19 % does not fit");
    }

    @Test
    void wantsAReasonWhereNothingIsTaxedAndNoneElsewhere() {
        assertThat(brokenBy("0", "E", null, "0")).isEqualTo("BR-E-10: category E needs an exemption reason");
        assertThat(brokenBy("0", "AE", " ", "0")).isEqualTo("BR-AE-10: category AE needs an exemption reason");
        assertThat(brokenBy("0", "O", null, "0")).isEqualTo("BR-O-10: category O needs an exemption reason");
        assertThat(brokenBy("19", "S", "Why not", "19")).isEqualTo("BR-S-10: category S has no exemption reason");
        assertThat(brokenBy("0", "Z", "Why not", "0")).isEqualTo("BR-Z-10: category Z has no exemption reason");
        assertThat(brokenBy("0", "K", null, "0")).isEqualTo("BR-IC-10: category K needs an exemption reason");
        assertThat(brokenBy("0", "G", null, "0")).isEqualTo("BR-G-10: category G needs an exemption reason");
        assertThat(brokenBy("0", "AE", "Reverse charge", "0")).isNull();
        assertThat(brokenBy("0", "K", "Intra-community supply", "0")).isNull();
    }

    @Test
    void refusesWhatIsNotSubjectToTaxBesideWhatIs() {
        var document = invoice(
                List.of(line("100.00", "19", "S"), line("5.00", "0", "O")),
                List.of(group("19", "S", null, "100", "19"), group("0", "O", "Not subject to VAT", "5", "0")),
                "105",
                "19",
                "124");

        assertThat(CalculationRules.broken(document))
                .isEqualTo("BR-O-11: what is not subject to tax cannot be on a document with what is");
    }

    @Test
    void wantsACreditNoteToCreditAndAnInvoiceToCharge() {
        var lines = List.of(line("-30.00", "19", "S"));
        var groups = List.of(group("19", "S", null, "-30.00", "-5.70"));
        var money = List.of(eur("-30.00"), eur("-5.70"), eur("-35.70"));

        var credit = new Document("CREDIT_NOTE", lines, groups, money.get(0), money.get(1), money.get(2));
        var invoice = new Document("INVOICE", lines, groups, money.get(0), money.get(1), money.get(2));

        assertThat(CalculationRules.broken(credit)).isNull();
        assertThat(CalculationRules.broken(invoice)).isEqualTo("BT-3: a total of -35.70 EUR does not fit an invoice");
    }

    private static String brokenBy(String rate, String category, String reason, String tax) {
        var total = new BigDecimal("100").add(new BigDecimal(tax)).toString();
        return CalculationRules.broken(invoice(
                List.of(line("100", rate, category)),
                List.of(group(rate, category, reason, "100", tax)),
                "100",
                tax,
                total));
    }

    private static Document invoice(List<Line> lines, List<Group> groups, String net, String tax, String total) {
        return new Document("INVOICE", lines, groups, eur(net), eur(tax), eur(total));
    }

    private static Line line(String amount, String rate, String category) {
        return new Line(eur(amount), new BigDecimal(rate), category);
    }

    private static Group group(String rate, String category, String reason, String net, String tax) {
        return new Group(new BigDecimal(rate), category, reason, eur(net), eur(tax));
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
