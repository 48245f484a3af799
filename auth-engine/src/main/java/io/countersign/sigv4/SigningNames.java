package io.countersign.sigv4;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What services are called in a signature where their hosts are called otherwise. Facts of the service models and the
 * endpoint data that AWS publishes with its SDKs; a service that is not here signs by the name in its host.
 */
final class SigningNames {

    /** Services whose name follows the region: {@code <domain>.<region>.es.amazonaws.com}. */
    private static final Map<String, String> AFTER_REGION = names(
            "aoss", "aoss",
            "cloudsearch", "cloudsearch",
            "es", "es",
            "neptune", "neptune-db",
            "neptune-graph", "neptune-graph",
            "queue", "sqs");

    /** Services with one label of the customer's before their name, and no host without it. */
    private static final Map<String, String> AFTER_ID = names(
            "appsync-api", "appsync",
            "appsync-realtime-api", "appsync",
            "ddb", "dynamodb",
            "execute-api", "execute-api");

    /** Services that may have any label before their name, a customer's or one for a part of the service. */
    private static final Map<String, String> AFTER_ANY = names(
            "detective", "detective",
            "iot", "iotdata",
            "iotdeviceadvisor", "iotdeviceadvisor",
            "iotevents", "ioteventsdata",
            "iotmanagedintegrations", "iotmanagedintegrations",
            "iottwinmaker", "iottwinmaker",
            "iotwireless", "iotwireless",
            "lex", "lex",
            "managedblockchain", "managedblockchain",
            "marketplace", "aws-marketplace",
            "mediastore", "mediastore",
            "mediatailor", "mediatailor",
            "payment-cryptography", "payment-cryptography",
            "pinpoint", "sms-voice",
            "pricing", "pricing",
            "qapps", "qapps",
            "sagemaker", "sagemaker",
            "signer", "signer",
            "timestream", "timestream",
            "wickr", "wickr");

    /** Endpoints named by two labels where other labels before the second mean something else. */
    private static final Map<String, String> TWO_LABELS = names(
            "api.ecr", "ecr",
            "api.ecr-public", "ecr-public",
            "cn.transcribe", "transcribe",
            "data.ats.iot", "iotdata",
            "data.jobs.iot", "iot-jobs-data",
            "api.iot-tunneling", "IoTSecuredTunneling",
            "api.tunneling.iot", "IoTSecuredTunneling",
            "participant.connect", "execute-api",
            "portal.sso", "awsssoportal",
            "streams.dynamodb", "dynamodb");

    /** Endpoints named by one label. */
    private static final Map<String, String> ONE_LABEL = names(
            "agreement-marketplace", "aws-marketplace",
            "aos", "es",
            "appconfigdata", "appconfig",
            "appstream2", "appstream",
            "aps-workspaces", "aps",
            "bedrock-agent", "bedrock",
            "bedrock-agent-runtime", "bedrock",
            "bedrock-agentcore-control", "bedrock-agentcore",
            "bedrock-data-automation", "bedrock",
            "bedrock-data-automation-runtime", "bedrock",
            "bedrock-runtime", "bedrock",
            "cassandra-streams", "cassandra",
            "cloudhsmv2", "cloudhsm",
            "cloudsearchdomain", "cloudsearch",
            "contact-lens", "connect",
            "data-signer", "signer",
            "deployment-marketplace", "aws-marketplace",
            "discovery-marketplace", "aws-marketplace",
            "email", "ses",
            "entitlement-marketplace", "aws-marketplace",
            "forecastquery", "forecast",
            "identity-chime", "chime",
            "ivsrealtime", "ivs",
            "mail-manager", "ses",
            "media-pipelines-chime", "chime",
            "meetings-chime", "chime",
            "memory-db", "memorydb",
            "metering-marketplace", "aws-marketplace",
            "messaging-chime", "chime",
            "migrationhub-config", "mgh",
            "models-v2-lex", "lex",
            "oidc", "sso-oauth",
            "personalize-events", "personalize",
            "personalize-runtime", "personalize",
            "pinpoint", "mobiletargeting",
            "reporting-marketplace", "aws-marketplace",
            "runtime-v2-lex", "lex",
            "s3-accesspoint", "s3",
            "s3-control", "s3",
            "servicecatalog-appregistry", "servicecatalog",
            "transcribestreaming", "transcribe",
            "voice-chime", "chime");

    /** Services with one host for all regions of a partition. */
    private static final Set<String> GLOBAL = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "budgets",
            "cloudfront",
            "health",
            "iam",
            "importexport",
            "organizations",
            "route53",
            "savingsplans",
            "sdb",
            "sts",
            "waf")));

    private SigningNames() {}

    static @Nullable String afterRegion(String label) {
        return AFTER_REGION.get(label);
    }

    static @Nullable String afterId(String label) {
        return AFTER_ID.get(label);
    }

    /** @param before all labels before the one of the service, joined by dots */
    static @Nullable String of(String before, String label) {
        String both = TWO_LABELS.get(before + "." + label);
        return both != null ? both : before.equals("fips") ? of(label) : AFTER_ANY.get(label);
    }

    static String of(String label) {
        return ONE_LABEL.getOrDefault(label, label);
    }

    /** Null for a service that has a host in each region only. */
    static @Nullable String ofGlobal(String label) {
        return label.equals("queue") ? "sqs" : GLOBAL.contains(label) ? label : null;
    }

    private static Map<String, String> names(String... pairs) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(names);
    }
}
