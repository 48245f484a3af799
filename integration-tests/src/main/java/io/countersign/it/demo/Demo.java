package io.countersign.it.demo;

import io.countersign.counterpart.SecretLedger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One application, run twice, and a table of what the difference is. */
final class Demo {

    private final Launcher launcher;
    private final SecretLedger ledger;

    Demo(Launcher launcher, SecretLedger ledger) {
        this.launcher = launcher;
        this.ledger = ledger;
    }

    /** Returns whether every status, header and call of Cognito came as expected. */
    boolean run(PrintStream out) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("countersign-demo-");
                Shop shop = Shop.open(ledger)) {
            Path rules = shop.writeRules(folder.path());
            introduce(out, shop, rules);

            AppRun without = launcher.withoutAgent(shop.applicationArguments(), folder.path());
            shop.startAfresh();
            AppRun with = launcher.withAgent(rules, shop, folder.path());

            List<Row> rows = Comparison.of(shop).rows(without.exchanges(), with.exchanges());
            Table.print(out, rows);
            print(out, "Without the agent:", without);
            print(out, "With the agent:", with);
            return conclude(out, rows, shop);
        }
    }

    private static void introduce(PrintStream out, Shop shop, Path rules) throws IOException {
        out.println("Counterparts on this machine, which check what they are sent:");
        out.println("  cognito  " + shop.cognito().endpoint() + "  a user pool");
        for (Api api : shop.apis()) {
            String gap = " ".repeat("cognito  ".length() - api.name().length());
            out.println("  " + api.name() + gap + api.at("") + "  " + api.wants());
        }
        out.println();
        out.println("The rules, " + rules + ":");
        Files.readAllLines(rules, StandardCharsets.UTF_8).forEach(line -> out.println(("  " + line).stripTrailing()));
        out.println();
    }

    private static void print(PrintStream out, String title, AppRun run) {
        out.println();
        out.println(title);
        out.println(run.commandLine());
        run.errors().forEach(line -> out.println("  | " + line));
    }

    private static boolean conclude(PrintStream out, List<Row> rows, Shop shop) {
        long logins = shop.cognito().calls("RespondToAuthChallenge");
        long refreshes = shop.cognito().calls("GetTokensFromRefreshToken");
        boolean asExpected =
                rows.size() == Shop.HOPS && rows.stream().allMatch(Row::asExpected) && logins == 1 && refreshes == 1;
        out.println();
        out.println("Cognito counted log-ins: " + logins + ", refreshes (after the refused token): " + refreshes + ".");
        out.println(asExpected ? "Everything came as expected." : "NOT everything came as expected.");
        return asExpected;
    }
}
