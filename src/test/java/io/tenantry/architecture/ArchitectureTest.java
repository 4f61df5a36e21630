package io.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** What the modules' borders cannot say: who may know what, and the words that hide what a class is for. */
@AnalyzeClasses(packages = "io.tenantry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> ENGINE_SPEAKERS = Set.of("workflow", "decision", "audit");

    @ArchTest
    static final ArchRule theEngineIsKnownToFew = noClasses()
            .that(areNotIn(ENGINE_SPEAKERS))
            .should()
            .dependOnClassesThat(resideInAPackage("org.camunda.."))
            .because("the way out of Camunda stays open (ADR 0001); put engine code into workflow or decision");

    @ArchTest
    static final ArchRule feignIsKnownToConnectors = noClasses()
            .that()
            .resideOutsideOfPackage("io.tenantry.connector..")
            .should()
            .dependOnClassesThat(resideInAPackage("feign.."))
            .because("how a provider is spoken to is the connector's business alone");

    @ArchTest
    static final ArchRule onlyDelegatesThrowBpmnErrors = noClasses()
            .that()
            .resideOutsideOfPackage("io.tenantry.workflow..")
            .should()
            .dependOnClassesThat(HasName.Predicates.name("org.camunda.bpm.engine.delegate.BpmnError"));

    @ArchTest
    static final ArchRule processesMeetInEventsOnly = slices().matching("io.tenantry.workflow.(*)..")
            .namingSlices("process folder $1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("io.tenantry.workflow.engine.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nobodyAsksTheWallClock = noClasses()
            .that()
            .resideOutsideOfPackages("io.tenantry.sandbox..", "io.tenantry.postgres..")
            .should(callMethodWhere(asksTheWallClock()))
            .because("time can be moved (TimeMachine); inject java.time.Clock");

    @ArchTest
    static final ArchRule oneCalendarSaysWhichDayItIs = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tenantry.shared.BusinessCalendar")
            .and()
            .resideOutsideOfPackage("io.tenantry.sandbox..")
            .should(callMethodWhere(asksForTheDay()))
            .because("a day begins at midnight of tenantry.zone; ask BusinessCalendar");

    @ArchTest
    static final ArchRule moneyIsRoundedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tenantry.shared.Money")
            .and()
            .resideOutsideOfPackage("io.tenantry.sandbox..")
            .should()
            .dependOnClassesThat(HasName.Predicates.name(RoundingMode.class.getName()))
            .because("rounding happens once, at the invoice line, in Money.rounded() (ADR 0005)");

    @ArchTest
    static final ArchRule noBinaryFractions = noFields()
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .because("amounts and shares are exact");

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Handler|Processor|Dto|Bo)")
            .because("such an ending hides what a class is for");

    @ArchTest
    static final ArchRule entitiesStayAtHome = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .because("a module shows views, not entities")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entitiesHaveBehaviourNotSetters = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameNotMatching("set[A-Z].*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            fields().should().notBeAnnotatedWith(Autowired.class).because("dependencies come in by the constructor");

    @ArchTest
    static final ArchRule constructorsNeedNoAutowired =
            noConstructors().should().beAnnotatedWith(Autowired.class).because("there is one constructor");

    @ArchTest
    static final ArchRule servicesArePluralNouns = classes()
            .that()
            .areAnnotatedWith(Service.class)
            .should()
            .haveNameMatching(".*(s|AuditTrail|Timeline|LedgerForBilling)")
            .because("a module's service is the plural of what it keeps");

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> areNotIn(Set<String> modules) {
        return DescribedPredicate.describe("are not in " + modules, type -> modules.stream()
                .noneMatch(module -> type.getPackageName().startsWith("io.tenantry." + module)));
    }

    private static DescribedPredicate<JavaMethodCall> asksForTheDay() {
        return DescribedPredicate.describe(
                "ask for the day",
                call -> Set.of("java.time.LocalDate", "java.time.LocalDateTime", "java.time.YearMonth")
                                .contains(call.getTargetOwner().getFullName())
                        && call.getTarget().getName().equals("now"));
    }

    private static DescribedPredicate<JavaMethodCall> asksTheWallClock() {
        return DescribedPredicate.describe("ask the wall clock", call -> {
            var owner = call.getTargetOwner().getFullName();
            var method = call.getTarget().getName();
            var withoutClock = call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
            return owner.startsWith("java.time.") && method.equals("now") && withoutClock
                    || owner.equals("java.lang.System") && method.equals("currentTimeMillis");
        });
    }
}
