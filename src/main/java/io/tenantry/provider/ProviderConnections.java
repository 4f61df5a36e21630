package io.tenantry.provider;

import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whom to speak with: the connectors of the release, and those that an administrator connected by settings. */
@Component
class ProviderConnections {

    private final List<Provider> builtIn;
    private final List<ProviderProtocol> protocols;
    private final ProviderRows rows;
    private final Map<String, Connected> connected = new ConcurrentHashMap<>();

    ProviderConnections(List<Provider> builtIn, ObjectProvider<ProviderProtocol> protocols, ProviderRows rows) {
        this.builtIn = List.copyOf(builtIn);
        this.protocols = protocols.stream().toList();
        this.rows = rows;
    }

    private record Connected(long version, Provider provider) {}

    Provider of(ProviderView provider) {
        if (!provider.isAutomatic()) {
            throw new Refused(
                    "provider-not-automatic",
                    provider + " is " + provider.kind() + ": there is no connection to speak over; Tenantry "
                            + provider.kind().words());
        }
        return builtIn.stream()
                .filter(own -> own.name().equals(provider.name()))
                .findFirst()
                .orElseGet(() -> bySettings(provider));
    }

    /** Connected anew once somebody changed its settings, here or on another node. */
    private Provider bySettings(ProviderView provider) {
        return connected
                .compute(
                        provider.name(),
                        (name, present) -> present != null && present.version() == provider.version()
                                ? present
                                : new Connected(provider.version(), connect(provider)))
                .provider();
    }

    private Provider connect(ProviderView provider) {
        return protocol(String.valueOf(provider.protocol()))
                .connect(rows.connection(provider.name()).orElseThrow());
    }

    /** @throws Refused if nobody speaks it here */
    ProviderProtocol protocol(String name) {
        return protocols.stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "protocol-unknown",
                        "Protocol '" + name + "' cannot be connected by settings; use one of "
                                + protocols.stream().map(ProviderProtocol::name).toList()));
    }
}
