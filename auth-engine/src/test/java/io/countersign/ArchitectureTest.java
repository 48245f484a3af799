package io.countersign;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house rules: which room may know which, and what is not allowed anywhere. */
@AnalyzeClasses(
        packages = "io.countersign",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeCounterparts.class})
final class ArchitectureTest {

    @ArchTest
    static final ArchRule requestKnowsNobody = room("request");

    @ArchTest
    static final ArchRule secretKnowsNobody = room("secret");

    @ArchTest
    static final ArchRule rulesKnowsSecretsOnly = room("rules", "secret");

    @ArchTest
    static final ArchRule eventKnowsRequests = room("event", "request");

    @ArchTest
    static final ArchRule tokenKnowsRequestsAndSecrets = room("token", "event", "request", "secret");

    @ArchTest
    static final ArchRule awsKnowsTokens = room("aws", "token", "event", "secret", "request");

    @ArchTest
    static final ArchRule jwksKnowsTokens = room("jwks", "token", "secret", "request");

    @ArchTest
    static final ArchRule httpKnowsNobody = room("http");

    @ArchTest
    static final ArchRule oauthKnowsTokensAndHttp = room("oauth", "http", "token", "secret", "request");

    @ArchTest
    static final ArchRule cognitoKnowsTokensAndAws =
            room("cognito", "token", "event", "jwks", "aws", "http", "secret", "request");

    @ArchTest
    static final ArchRule sigv4KnowsRequestsAndAws = room("sigv4", "request", "aws", "secret");

    @ArchTest
    static final ArchRule appsyncKnowsSigningAndTokens = room("appsync", "request", "sigv4", "token", "aws", "secret");

    @ArchTest
    static final ArchRule vaultKnowsAwsAndSecrets = room("vault", "aws", "secret", "request");

    @ArchTest
    static final ArchRule storeKnowsTokens = room("store", "token", "event", "secret", "request");

    @ArchTest
    static final ArchRule onlyTheStoreSeesJedis = noClasses()
            .that(resideOutsideOfPackage("io.countersign.store"))
            .should()
            .dependOnClassesThat(resideInAPackage("redis.clients.."));

    @ArchTest
    static final ArchRule nobodyImportsTheFrontDoor = noClasses()
            .that(resideInAPackage("io.countersign..").and(resideInAPackage("io.countersign.*..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.countersign"));

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.countersign.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noHttpClientLibraryAndNoWeaving = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "okhttp3..", "org.apache.http..", "org.apache.hc..", "java.net.http..", "net.bytebuddy.."))
            .because("the engine decides; it does not send and does not know that an agent exists");

    @ArchTest
    static final ArchRule onlyAwsRoomsSeeTheSdk = noClasses()
            .that(resideInAnyPackage(
                    "io.countersign.request",
                    "io.countersign.secret",
                    "io.countersign.rules",
                    "io.countersign.token",
                    "io.countersign.oauth",
                    "io.countersign.jwks",
                    "io.countersign.store"))
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.."));

    @ArchTest
    static final ArchRule rulesAndRequestsNeedTheJdkOnly = noClasses()
            .that(resideInAnyPackage(
                    "io.countersign.request", "io.countersign.secret", "io.countersign.rules", "io.countersign.event"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "com.fasterxml.."))
            .because("a JVM whose requests no rule names must not load the engine's libraries");

    @ArchTest
    static final ArchRule fieldsAreFinal = fields().that()
            .areNotStatic()
            .and()
            .areDeclaredInClassesThat()
            .areNotEnums()
            .and()
            .doNotHaveModifier(JavaModifier.VOLATILE)
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Builder")
            .should()
            .beFinal()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule staticStateIsConstant =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSaySomething = classes()
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Common|Data|Info)$")
            .because("those names say nothing");

    @ArchTest
    static final ArchRule nothingRevealsASecretWhenPrinted = methods()
            .that()
            .haveName("toString")
            .or()
            .haveName("getMessage")
            .should(new ArchCondition<JavaMethod>("not reveal a secret") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
                        if (call.getTarget().getName().equals("reveal")) {
                            events.add(SimpleConditionEvent.violated(method, call.getDescription()));
                        }
                    }
                }
            });

    private static ArchRule room(String name, String... mayUse) {
        String[] allowed = new String[mayUse.length + 1];
        allowed[0] = "io.countersign." + name;
        for (int i = 0; i < mayUse.length; i++) {
            allowed[i + 1] = "io.countersign." + mayUse[i];
        }
        return noClasses()
                .that(resideInAPackage("io.countersign." + name))
                .should()
                .dependOnClassesThat(resideInAPackage("io.countersign..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .as("room " + name);
    }

    /** They are on the class path of the engine's tests, and are no part of it. */
    static final class DoNotIncludeCounterparts implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("io/countersign/counterpart/");
        }
    }
}
