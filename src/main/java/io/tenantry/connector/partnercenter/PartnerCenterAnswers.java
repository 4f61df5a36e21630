package io.tenantry.connector.partnercenter;

import feign.Response;
import feign.codec.Decoder;
import io.tenantry.connector.WholeAnswers;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Reads answers. A 202 has no body: the change is accepted and shows on the subscription once it is done. */
final class PartnerCenterAnswers implements Decoder {

    private final Decoder json = new WholeAnswers();

    @Override
    public @Nullable Object decode(Response response, Type type) throws IOException {
        return response.status() == HttpURLConnection.HTTP_ACCEPTED ? null : json.decode(response, type);
    }
}
