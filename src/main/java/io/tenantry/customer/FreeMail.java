package io.tenantry.customer;

import java.util.Set;

/** Mail services where anybody can have a mailbox: their domains say nothing about whose a tenant is. */
final class FreeMail {

    private static final Set<String> DOMAINS = Set.of(
            "126.com",
            "163.com",
            "aol.com",
            "free.fr",
            "freenet.de",
            "gmail.com",
            "gmx.at",
            "gmx.ch",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.co.uk",
            "hotmail.com",
            "hotmail.de",
            "hotmail.fr",
            "icloud.com",
            "libero.it",
            "live.com",
            "live.de",
            "mac.com",
            "mail.com",
            "mail.ru",
            "me.com",
            "msn.com",
            "orange.fr",
            "outlook.com",
            "outlook.de",
            "outlook.fr",
            "pm.me",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "t-online.de",
            "web.de",
            "yahoo.co.jp",
            "yahoo.co.uk",
            "yahoo.com",
            "yahoo.de",
            "yahoo.fr",
            "yandex.com",
            "yandex.ru",
            "zoho.com");

    private FreeMail() {}

    static String[] all() {
        return DOMAINS.toArray(String[]::new);
    }

    static boolean covers(String domain) {
        return DOMAINS.contains(domain);
    }
}
