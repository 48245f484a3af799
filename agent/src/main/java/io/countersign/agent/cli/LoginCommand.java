package io.countersign.agent.cli;

import io.countersign.IdentityCredentials;
import io.countersign.agent.cli.report.Report;
import io.countersign.aws.AwsCredentials;
import io.countersign.request.AuthenticationException;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.token.JwtClaims;
import io.countersign.token.Token;
import io.countersign.token.TokenUse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code login}: gets the credentials of one identity for real. */
@Command(
        name = "login",
        description = {
            "Get the credentials of an identity for real, and tell how it went: flow, challenges, lifetime, claims.",
            "A shared token store is not asked. Mind that a wrong password counts as an attempt."
        })
final class LoginCommand extends ReportingCommand {

    @Parameters(index = "0", paramLabel = "IDENTITY", description = "Its name in the rules file.")
    String name = "";

    @Option(
            names = "--print-token",
            arity = "0..1",
            paramLabel = "access|id",
            fallbackValue = "access",
            description = "Print nothing but this token, for use in a script; access if none is named.")
    @Nullable
    TokenUse printed;

    @Mixin
    RulesOptions rules = new RulesOptions();

    LoginCommand(Console console) {
        super(console);
    }

    @Override
    boolean isForScripts() {
        return printed != null;
    }

    @Override
    Report report() throws RulesException, IOException {
        RuleSet found = rules.read(console());
        IdentitySettings identity = found.identities().get(name);
        if (identity == null) {
            throw new IOException(rules.file(console()).getPath() + " has no identity '" + name + "'; it has "
                    + Counted.joined(found.identities().keySet()));
        }
        IdentityCredentials credentials = IdentityCredentials.of(found, Processes.surroundings());
        Instant begun = console().clock().instant();
        try {
            Report report = identity.type().signs()
                    ? ofKeys(credentials.aws(name))
                    : ofToken(identity, credentials, printed == null ? TokenUse.ACCESS : printed);
            return withSteps(report.field("took", elapsed(begun)));
        } catch (AuthenticationException e) {
            return withSteps(Report.bad(String.valueOf(e.getMessage())).field("took", elapsed(begun)));
        }
    }

    private Report ofToken(IdentitySettings identity, IdentityCredentials credentials, TokenUse use)
            throws AuthenticationException {
        Token token = credentials.token(name, use);
        Report report = Report.good(name + " is logged in; its token " + lifetime(token.expiresAt()))
                .field("type", identity.type().settingName())
                .field("flow", identity.type() == IdentityType.COGNITO_USER ? identity.flow() : null)
                .field("expires", token.expiresAt() == null ? null : String.valueOf(token.expiresAt()));
        if (printed != null) {
            report.field("token", token.value().reveal()).instead(token.value().reveal());
        }
        Report.Table claims = report.table("claims", "claim", "value");
        new TreeMap<>(JwtClaims.of(token.value()).all()).forEach(claims::row);
        return report;
    }

    private Report ofKeys(AwsCredentials keys) {
        return Report.good(name + " has AWS credentials; the key " + keys.accessKeyId() + " "
                        + lifetime(keys.expiration()))
                .field("access key id", keys.accessKeyId())
                .field("session token", keys.sessionToken() == null ? "no" : "yes")
                .field("expires", keys.expiration() == null ? null : String.valueOf(keys.expiration()));
    }

    private String lifetime(@Nullable Instant end) {
        if (end == null) {
            return "has no end that is known";
        }
        Duration left = Duration.between(console().clock().instant(), end);
        return left.isNegative()
                ? "has ended at " + end
                : "lives for " + left.plusSeconds(30).toMinutes() + " minutes more";
    }

    private String elapsed(Instant begun) {
        return Duration.between(begun, console().clock().instant()).toMillis() + " ms";
    }

    private Report withSteps(Report report) {
        return report.lines("steps", console().log().lines());
    }
}
