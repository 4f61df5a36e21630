package io.tenantry.sandbox.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Hangs up on a request that is to get no answer, as a broken network does: not one byte is sent. */
public final class ConnectionCutter extends ValveBase {

    private static final String CUT = ConnectionCutter.class.getName() + ".cut";

    public static void cut(ServletRequest request) {
        request.setAttribute(CUT, true);
    }

    static boolean isCut(ServletRequest request) {
        return request.getAttribute(CUT) != null;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (isCut(request)) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
