package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who order subscriptions and add-ons, and change, move, instruct, end and edit them, in the application and behind
 * its back. What they have in mind comes from the seed alone; what becomes of it, from how things stand by then.
 */
final class ChaosMarket {

    private static final String E3 = "CFQ7TTC0LFLX:0001";
    private static final String EDITED_THERE = "edited there";
    private static final String IN_FORCE = "status in ('ACTIVE', 'AWAITING_PROVISIONING')";
    private static final String UPGRADABLE = IN_FORCE + " and provider_part_number = '" + E3 + "'";
    private static final String BASE =
            IN_FORCE + " and provider_part_number in ('" + E3 + "', '" + Scenario.E5 + "') and quantity <= 100";
    private static final int MOST_SUBSCRIPTIONS = 48;
    private static final int MOST_SEATS = 60;
    private static final int PERCENT = 100;
    private static final List<String> INSTRUCTIONS = List.of(
            "AUTO_RENEW_OFF",
            "AUTO_RENEW_ON",
            "NEXT_TERM",
            "NEXT_TERM",
            "NEXT_TERM_OFF",
            "SUSPEND",
            "REACTIVATE",
            "REACTIVATE",
            "REACTIVATE",
            "CANCEL");

    private final MortalNode node;
    private final ChaosHouse house;
    private final ChaosPortal portal;
    private final JdbcClient sql;
    private final Random random;

    private int subscriptions;
    private final List<String> parents = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private int changes;
    private int refused;

    ChaosMarket(MortalNode node, ChaosHouse house, ChaosPortal portal, JdbcClient sql, Random random) {
        this.node = node;
        this.house = house;
        this.portal = portal;
        this.sql = sql;
        this.random = random;
    }

    /** What somebody has in mind: so much luck for each act, whatever the act. */
    private record Whim(int dice, int pick, int seats, int twist) {

        <T> T of(List<T> some) {
            return some.get(pick % some.size());
        }

        String part() {
            return twist % 2 == 0 ? E3 : Scenario.E5;
        }
    }

    /** A first subscription for everybody. */
    void open() {
        house.accounts("partner-center").forEach(account -> order(account, whim()));
        house.accounts("manual").forEach(this::parentByHand);
    }

    private Whim whim() {
        return new Whim(
                random.nextInt(PERCENT),
                random.nextInt(Integer.MAX_VALUE),
                1 + random.nextInt(MOST_SEATS),
                random.nextInt(Integer.MAX_VALUE));
    }

    void act() throws InterruptedException {
        var whim = whim();
        var pause = random.nextInt(120);
        if (whim.dice() < 12 && subscriptions < MOST_SUBSCRIPTIONS) {
            buy(whim);
        } else if (whim.dice() < 48) {
            change("quantity", whim, IN_FORCE, Map.of("kind", "QUANTITY", "quantity", whim.seats()));
        } else if (whim.dice() < 52) {
            change("product", whim, UPGRADABLE, Map.of("kind", "PRODUCT", "partNumber", Scenario.E5));
        } else if (whim.dice() < 57) {
            move(whim);
        } else if (whim.dice() < 65) {
            schedule(whim);
        } else if (whim.dice() < 79) {
            instruct(whim);
        } else if (whim.dice() < 81) {
            change("end", whim, IN_FORCE, Map.of("kind", "DEACTIVATE"));
        } else if (whim.dice() < 97) {
            edit(whim);
        } else {
            portal.buys(whim.of(house.tenants()), E3, whim.seats());
            counted("bought there");
        }
        Thread.sleep(pause);
    }

    /** Mostly what can be changed as wanted; what has happened since, or is about to happen, may still forbid it. */
    private Optional<String> one(Whim whim, String which) {
        var all = sql.sql("select number from subscription where " + which + " order by number")
                .query(String.class)
                .list();
        return all.isEmpty() ? Optional.empty() : Optional.of(whim.of(all));
    }

    private void buy(Whim whim) {
        switch (whim.twist() % 8) {
            case 0, 1 -> addOn(whim);
            case 2 -> order("order by REST", ChaosHouse.DISTRIBUTOR, whim, Map.of("partNumber", ChaosHouse.CAD));
            case 3 -> order("order by hand", "manual", whim, Map.of("partNumber", ChaosHouse.BY_HAND));
            case 4 ->
                order(
                        "linked order",
                        "linked-subscription",
                        whim,
                        Map.of("partNumber", ChaosHouse.LINKED, "linkedTo", whim.of(parents)));
            default -> order(whim.of(house.accounts("partner-center")), whim);
        }
    }

    private void order(String what, String provider, Whim whim, Map<String, ?> more) {
        order(what, whim.of(house.accounts(provider)), whim.seats(), more);
    }

    private void order(String account, Whim whim) {
        order("order", account, whim.seats(), Map.of("partNumber", whim.part()));
    }

    /** Never billed, because those are who is linked to it. */
    private void parentByHand(String account) {
        order("order by hand", account, MOST_SEATS, Map.of("partNumber", ChaosHouse.BY_HAND, "billable", false))
                .ifPresent(parents::add);
    }

    /** So many for each of its base, and so it stays. */
    private void addOn(Whim whim) {
        one(whim, BASE).ifPresent(base -> addOn(whim, node.as("operator").get("/api/v1/subscriptions/" + base)));
    }

    private void addOn(Whim whim, JsonNode base) {
        var ratio = 1 + whim.seats() % 2;
        order(
                "add-on",
                base.path("providerAccountNumber").asText(),
                ratio * base.path("quantity").asInt(),
                Map.of(
                        "partNumber",
                        Scenario.TEAMS_PHONE,
                        "parentNumber",
                        base.path("number").asText(),
                        "parentRatio",
                        ratio));
    }

    private Optional<String> order(String what, String account, int seats, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of(
                "providerAccountNumber",
                account,
                "quantity",
                seats,
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                house.today().toString()));
        wish.putAll(more);
        var answer = node.as("operator").tryPost("/api/v1/subscriptions", wish);
        if (!count(what, answer)) {
            return Optional.empty();
        }
        subscriptions++;
        return Optional.of(answer.getBody().path("number").asText());
    }

    private void schedule(Whim whim) {
        var tomorrow = house.today().plusDays(1).toString();
        change(
                "schedule",
                whim,
                IN_FORCE,
                Map.of(
                        "kind",
                        "QUANTITY",
                        "quantity",
                        whim.seats(),
                        "effective",
                        "ON_DATE",
                        "effectiveDate",
                        tomorrow));
    }

    /** Some of the seats, or all of them, go on as the bigger product. */
    private void move(Whim whim) {
        var wish =
                new HashMap<String, Object>(Map.of("partNumber", Scenario.E5, "term", "P1Y", "billingPlan", "MONTHLY"));
        if (whim.twist() % 2 == 0) {
            wish.put("quantity", 1 + whim.seats() / 4);
        }
        ask("move", "/moves", one(whim, UPGRADABLE), wish);
    }

    private void instruct(Whim whim) {
        var instruction = INSTRUCTIONS.get(whim.twist() % INSTRUCTIONS.size());
        var wish = new HashMap<String, Object>(Map.of("instruction", instruction));
        if (instruction.equals("NEXT_TERM")) {
            wish.put(
                    "next",
                    Map.of(
                            "partNumber",
                            Scenario.E5,
                            "quantity",
                            whim.seats(),
                            "term",
                            "P1Y",
                            "billingPlan",
                            "MONTHLY"));
        }
        var possible =
                switch (instruction) {
                    case "REACTIVATE" -> "status = 'SUSPENDED'";
                    case "AUTO_RENEW_ON" -> IN_FORCE + " and not auto_renew";
                    case "NEXT_TERM_OFF" -> IN_FORCE + " and next_term is not null";
                    default -> IN_FORCE + " and auto_renew and provider = 'partner-center'";
                };
        ask(instruction.toLowerCase(Locale.ROOT), "/term-changes", one(whim, possible), wish);
    }

    private void change(String what, Whim whim, String which, Map<String, ?> wish) {
        ask(what, "/changes", one(whim, which), wish);
    }

    private void ask(String what, String act, Optional<String> subscription, Map<String, ?> wish) {
        var body = new HashMap<String, Object>(wish);
        body.put("reason", "Chaos");
        subscription
                .map("/api/v1/subscriptions/"::concat)
                .ifPresent(path -> count(what, node.as("operator").tryChange(HttpMethod.POST, path + act, path, body)));
    }

    /** What the ledger refuses is no change; what breaks it is a failure of this test. */
    private boolean count(String what, ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value())
                .as(() -> what + ": " + answer.getBody())
                .isLessThan(500);
        if (!answer.getStatusCode().is2xxSuccessful()) {
            refused++;
            return false;
        }
        counted(what);
        return true;
    }

    private void counted(String what) {
        done.merge(what, 1, Integer::sum);
        changes++;
    }

    private void edit(Whim whim) {
        if (portal.edits(whim.pick(), whim.twist(), whim.seats())) {
            counted(EDITED_THERE);
        } else {
            refused++;
        }
    }

    int changes() {
        return changes;
    }

    /** Each of them is a row of the ledger; of several edits there only what they come to is one, if it is anything. */
    int accepted() {
        return changes - done.getOrDefault(EDITED_THERE, 0);
    }

    @Override
    public String toString() {
        return changes + " changes " + done + ", " + refused + " refused at once";
    }
}
