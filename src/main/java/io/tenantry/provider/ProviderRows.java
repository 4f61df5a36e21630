package io.tenantry.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register as the database keeps it. */
@Component
class ProviderRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT =
            """
            select name, kind, display_name, protocol, capabilities, active, last_checked_at, last_connected, last_message,
                   webhook_registered, webhook_address, webhook_message, webhook_checked_at, version
              from provider
            """;

    private final JdbcClient jdbc;

    ProviderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ProviderView> all() {
        return jdbc.sql(SELECT + "order by kind, name")
                .query(ProviderRows::view)
                .list();
    }

    Optional<ProviderView> find(String name) {
        return jdbc.sql(SELECT + "where name = :name")
                .param("name", name)
                .query(ProviderRows::view)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<ProviderView> lock(String name) {
        return jdbc.sql(SELECT + "where name = :name for update")
                .param("name", name)
                .query(ProviderRows::view)
                .optional();
    }

    /** Nobody changes it until the transaction ends; others may hold it too. */
    Optional<ProviderView> hold(String name) {
        return jdbc.sql(SELECT + "where name = :name for share")
                .param("name", name)
                .query(ProviderRows::view)
                .optional();
    }

    Optional<ProviderConnection> connection(String name) {
        return jdbc.sql("select name, display_name, capabilities, settings, secret from provider where name = :name")
                .param("name", name)
                .query(ProviderRows::connectionOf)
                .optional();
    }

    /** @return false if the name is taken */
    boolean add(ConnectProvider wanted, ProviderConnection connection) {
        return jdbc.sql(
                                """
                        insert into provider (name, kind, display_name, protocol, capabilities, settings, secret)
                        values (:name, 'AUTOMATIC', :displayName, :protocol, :capabilities, cast(:settings as jsonb), :secret)
                            on conflict (name) do nothing
                        """)
                        .param("name", connection.name())
                        .param("displayName", connection.displayName())
                        .param("protocol", wanted.protocol())
                        .param("capabilities", names(connection.capabilities()))
                        .param("settings", connection.settings().toString())
                        .param("secret", connection.sealedSecret())
                        .update()
                == 1;
    }

    void change(ProviderConnection connection) {
        jdbc.sql(
                        """
                        update provider
                           set display_name = :displayName, capabilities = :capabilities,
                               settings = cast(:settings as jsonb), secret = :secret, version = version + 1
                         where name = :name
                        """)
                .param("name", connection.name())
                .param("displayName", connection.displayName())
                .param("capabilities", names(connection.capabilities()))
                .param("settings", connection.settings().toString())
                .param("secret", connection.sealedSecret())
                .update();
    }

    void activate(String name, boolean active) {
        jdbc.sql("update provider set active = :active, version = version + 1 where name = :name")
                .param("name", name)
                .param("active", active)
                .update();
    }

    /** What a look at the connection found; the connection itself stays as it is, and so does its version. */
    void checked(String name, Connectivity found, OffsetDateTime at) {
        jdbc.sql(
                        """
                        update provider
                           set last_checked_at = :at, last_connected = :connected, last_message = :message
                         where name = :name
                        """)
                .param("name", name)
                .param("at", at)
                .param("connected", found.connected())
                .param("message", found.message())
                .update();
    }

    /** Whether it tells us of changes; the address at which it last did is kept, so that it is known for ours. */
    void hinted(String name, ProviderView.Hints found) {
        jdbc.sql(
                        """
                        update provider
                           set webhook_registered = :registered, webhook_address = coalesce(:address, webhook_address),
                               webhook_message = :message, webhook_checked_at = :at
                         where name = :name
                        """)
                .param("name", name)
                .param("registered", found.registered())
                .param("address", found.address())
                .param("message", found.message())
                .param("at", found.checkedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String[] names(Set<ProviderCapability> capabilities) {
        return capabilities.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static ProviderView view(ResultSet row, int number) throws SQLException {
        var checked = row.getObject("last_checked_at", OffsetDateTime.class);
        return new ProviderView(
                row.getString("name"),
                ProviderKind.valueOf(row.getString("kind")),
                row.getString("display_name"),
                row.getString("protocol"),
                capabilities(row),
                row.getBoolean("active"),
                checked == null ? null : checked.toInstant(),
                (@Nullable Boolean) row.getObject("last_connected"),
                row.getString("last_message"),
                hints(row),
                row.getLong("version"));
    }

    private static ProviderView.@Nullable Hints hints(ResultSet row) throws SQLException {
        var checked = row.getObject("webhook_checked_at", OffsetDateTime.class);
        return checked == null
                ? null
                : new ProviderView.Hints(
                        row.getBoolean("webhook_registered"),
                        row.getString("webhook_address"),
                        row.getString("webhook_message"),
                        checked.toInstant());
    }

    private static ProviderConnection connectionOf(ResultSet row, int number) throws SQLException {
        return new ProviderConnection(
                row.getString("name"),
                row.getString("display_name"),
                capabilities(row),
                json(row.getString("settings")),
                row.getString("secret"));
    }

    private static Set<ProviderCapability> capabilities(ResultSet row) throws SQLException {
        var capabilities = EnumSet.noneOf(ProviderCapability.class);
        Stream.of((String[]) row.getArray("capabilities").getArray())
                .map(ProviderCapability::valueOf)
                .forEach(capabilities::add);
        return capabilities;
    }

    private static JsonNode json(String written) {
        try {
            return JSON.readTree(written);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The database keeps settings of a provider that are no JSON", broken);
        }
    }
}
