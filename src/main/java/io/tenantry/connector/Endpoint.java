package io.tenantry.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import feign.Feign;
import feign.FeignException;
import feign.InvocationHandlerFactory;
import feign.Retryer;
import feign.jackson.JacksonEncoder;
import java.lang.reflect.InvocationHandler;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a foreign system listens, and how long we wait for it.
 *
 * @param readTimeout from the request to the last byte of the answer
 */
public record Endpoint(URI url, Duration connectTimeout, Duration readTimeout) {

    /** Tolerates fields we do not know, sends no nulls, and keeps a decimal as it was written. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /**
     * A client that sends each request once and lets no Feign exception out.
     *
     * @param broken what to throw when a call has no usable answer: time-outs, broken connections, half a body
     */
    public Feign.Builder client(Function<FeignException, RuntimeException> broken) {
        return Feign.builder()
                .client(new OneShotClient(connectTimeout, readTimeout))
                .retryer(Retryer.NEVER_RETRY)
                .encoder(new JacksonEncoder(JSON))
                .decoder(new WholeAnswers())
                .invocationHandlerFactory((target, calls) ->
                        translating(broken, new InvocationHandlerFactory.Default().create(target, calls)));
    }

    private static InvocationHandler translating(
            Function<FeignException, RuntimeException> broken, InvocationHandler calls) {
        return (proxy, method, arguments) -> {
            try {
                return calls.invoke(proxy, method, arguments);
            } catch (FeignException failed) {
                throw broken.apply(failed);
            }
        };
    }
}
