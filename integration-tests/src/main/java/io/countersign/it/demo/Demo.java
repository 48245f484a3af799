package io.countersign.it.demo;

import io.countersign.it.counterpart.SecretLedger;
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
            printRuns(out, without, with);
            return conclude(out, rows, shop);
        }
    }

    private static void introduce(PrintStream out, Shop shop, Path rules) throws IOException {
        out.println("Counterparts on this machine, which check what they are sent:");
        out.printf("  %-8s %s  a user pool%n", "Cognito", shop.cognito().endpoint());
        for (Api api : shop.apis()) {
            out.printf("  %-8s %s  %s%n", api.name(), api.at(""), api.wants());
        }
        out.printf("%nThe rules, %s:%n", rules);
        Files.readAllLines(rules, StandardCharsets.UTF_8).forEach(line -> out.println(("  " + line).stripTrailing()));
        out.println();
    }

    private static void printRuns(PrintStream out, AppRun without, AppRun with) {
        out.printf("%nWithout the agent:%n%s%n", without.commandLine());
        without.errors().forEach(line -> out.println("  | " + line));
        out.printf("%nWith the agent:%n%s%n", with.commandLine());
        with.errors().forEach(line -> out.println("  | " + line));
    }

    private static boolean conclude(PrintStream out, List<Row> rows, Shop shop) {
        long logins = shop.cognito().calls("RespondToAuthChallenge");
        long refreshes = shop.cognito().calls("GetTokensFromRefreshToken");
        boolean asExpected =
                rows.size() == Shop.HOPS && rows.stream().allMatch(Row::asExpected) && logins == 1 && refreshes == 1;
        out.printf("%nLog-ins that Cognito counted: %d; refreshes, after the refused token: %d.%n", logins, refreshes);
        out.println(asExpected ? "Everything came as expected." : "NOT everything came as expected.");
        return asExpected;
    }
}
