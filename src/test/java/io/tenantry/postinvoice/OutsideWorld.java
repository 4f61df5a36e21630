package io.tenantry.postinvoice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mail server, an accounting system and a gateway that remember what they did. They keep the ports' promises (a request
 * id or key acts once) and can be told to fail before or after acting.
 */
final class OutsideWorld implements Mailer {

    private static final Runnable NOTHING = () -> {};

    final List<Message> mailbox = new ArrayList<>();
    final Map<String, AccountingSystem.Entry> entries = new LinkedHashMap<>();
    final Map<String, PaymentGateway.Order> payments = new LinkedHashMap<>();
    String lastRequestId = "";
    String lastKey = "";
    int postings;
    int charges;

    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, Runnable> after = new HashMap<>();

    void calm() {
        before.clear();
        after.clear();
    }

    void beforeMailTo(String address, Runnable failure) {
        before.put(address, failure);
    }

    void afterMailTo(String address, Runnable failure) {
        after.put(address, failure);
    }

    void beforePosting(Runnable failure) {
        before.put("posting", failure);
    }

    void afterPosting(Runnable failure) {
        after.put("posting", failure);
    }

    void beforeCharge(Runnable failure) {
        before.put("charge", failure);
    }

    void afterCharge(Runnable failure) {
        after.put("charge", failure);
    }

    @Override
    public void send(Message message) {
        var address = message.to().get(0);
        before.getOrDefault(address, NOTHING).run();
        mailbox.add(message);
        after.getOrDefault(address, NOTHING).run();
    }

    AccountingSystem accounting() {
        return new AccountingSystem() {
            @Override
            public String name() {
                return "books";
            }

            @Override
            public Posting post(Entry entry) {
                postings++;
                lastRequestId = entry.requestId();
                before.getOrDefault("posting", NOTHING).run();
                entries.putIfAbsent(entry.requestId(), entry);
                after.getOrDefault("posting", NOTHING).run();
                return new Posting("doc-" + entry.requestId(), entry.documentNumber());
            }
        };
    }

    PaymentGateway gateway() {
        return new PaymentGateway() {
            @Override
            public String name() {
                return "gate";
            }

            @Override
            public Receipt charge(Order order) {
                charges++;
                lastKey = order.idempotencyKey();
                before.getOrDefault("charge", NOTHING).run();
                if (order.paymentMethod().equals("pm_card_declined")) {
                    throw new ChargeDeclined("insufficient_funds", "The card has insufficient funds");
                }
                payments.putIfAbsent(order.idempotencyKey(), order);
                after.getOrDefault("charge", NOTHING).run();
                return new Receipt("pi-" + order.idempotencyKey());
            }
        };
    }
}
