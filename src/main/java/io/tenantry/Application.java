package io.tenantry;

import javax.xml.transform.TransformerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Tenantry: onboards, provisions, changes and bills a reseller's cloud tenants, as explicit workflows. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    /** Saxon, which comes with Mustang, would otherwise transform each XML of the application instead of the JDK. */
    static {
        System.setProperty(
                TransformerFactory.class.getName(),
                TransformerFactory.newDefaultInstance().getClass().getName());
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
