package io.tenantry.shared.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the API's description what holds for all of its calls. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String WORDS =
            """
            Refusals are Problem Details (RFC 9457) with a stable type. Long lists come in pages, with Link headers to \
            the others. A changing call sends the ETag that it has read as If-Match: without it the answer is 428, and \
            412 if somebody else was faster. A creating call may carry an Idempotency-Key and can then be repeated: \
            its effect happens once and the first answer comes again, marked Idempotent-Replayed.""";

    @Bean
    OpenApiCustomizer whatHoldsForAllCalls() {
        return api -> {
            api.setInfo(new Info().title("Tenantry").version("v1").description(WORDS));
            api.getPaths().forEach((path, item) -> {
                if (item.getPost() != null) {
                    mayBeRepeated(item.getPost());
                }
            });
        };
    }

    private static void mayBeRepeated(Operation creating) {
        creating.addParametersItem(new HeaderParameter()
                .name("Idempotency-Key")
                .description("A name that you give this call, such as a UUID; a repeat with it does nothing twice")
                .required(false)
                .schema(new StringSchema().minLength(1).maxLength(255)));
    }
}
