package io.tenantry.connector;

import feign.Response;
import feign.codec.DecodeException;
import feign.codec.Decoder;
import feign.jackson.JacksonDecoder;
import java.io.IOException;
import java.lang.reflect.Type;

/** Reads JSON answers. An empty one is broken, where Feign would make a silent null of it. */
public final class WholeAnswers implements Decoder {

    private final Decoder json = new JacksonDecoder(Endpoint.JSON);

    @Override
    public Object decode(Response response, Type type) throws IOException {
        var answer = json.decode(response, type);
        if (answer == null) {
            throw new DecodeException(response.status(), "the answer is empty", response.request());
        }
        return answer;
    }
}
