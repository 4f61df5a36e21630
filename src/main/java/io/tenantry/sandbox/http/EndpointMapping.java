package io.tenantry.sandbox.http;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Routes requests to the classes that are marked with {@link SandboxEndpoint}. */
public final class EndpointMapping extends RequestMappingHandlerMapping {

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return AnnotatedElementUtils.hasAnnotation(beanType, SandboxEndpoint.class);
    }
}
