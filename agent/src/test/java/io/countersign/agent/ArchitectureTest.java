package io.countersign.agent;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules of the agent: what a JVM without HTTP loads, who may see what, and what is not allowed anywhere. */
@AnalyzeClasses(packages = "io.countersign.agent", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String START = "io.countersign.agent";

    @ArchTest
    static final ArchRule theStartNeedsTheJdkOnly = noClasses()
            .that(resideInAPackage(START))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                            START,
                            "java.io..",
                            "java.lang..",
                            "java.net..",
                            "java.nio.charset..",
                            "java.security..",
                            "java.util..")
                    .or(resideInAPackage("org.jspecify.."))))
            .because("a JVM without HTTP loads nothing else of Countersign");

    @ArchTest
    static final ArchRule theStartKeepsAwayFromWhatMainMayWantToConfigure = noClasses()
            .that(resideInAPackage(START))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.util.logging..", "java.nio.file..", "javax.management..", "java.util.stream.."))
            .because("used before main they can fix the wrong implementation, or cost start-up time");

    @ArchTest
    static final ArchRule onlyTheWeaverSeesByteBuddy = noClasses()
            .that(not(resideInAPackage("io.countersign.agent.weave")))
            .should()
            .dependOnClassesThat(resideInAPackage("net.bytebuddy.."));

    @ArchTest
    static final ArchRule adaptersKnowHopsAndTheirLibraryOnly = noClasses()
            .that(resideInAPackage("io.countersign.agent.adapter"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.countersign..")
                    .and(not(resideInAnyPackage(
                            "io.countersign.agent.adapter", "io.countersign.agent.hop", "io.countersign.request"))));

    @ArchTest
    static final ArchRule noAdapterSeesAnother = slices().matching(
                    "io.countersign.agent.adapter.(JdkHttpClient|HttpUrlConnection|OkHttp|CommonsHttpClient3|ApacheHttpClient4|ApacheHttpClient5|JettyHttpClient|AsyncHttpClient|ReactorNetty|Vertx)*")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule hopsKnowRequestsOnly = noClasses()
            .that(resideInAPackage("io.countersign.agent.hop"))
            .should()
            .dependOnClassesThat(resideInAPackage("io.countersign..")
                    .and(not(resideInAnyPackage("io.countersign.agent.hop", "io.countersign.request"))));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.countersign.agent.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule staticStateIsConstant =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesSaySomething =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Data|Info)$");
}
