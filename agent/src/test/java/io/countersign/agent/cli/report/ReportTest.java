package io.countersign.agent.cli.report;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

import static org.assertj.core.api.Assertions.assertThat;

final class ReportTest {

    private static Report report() {
        Report report = Report.bad("it is broken; mend it")
                .field("status", 403)
                .field("absent", null)
                .field("sent twice", "yes \"twice\"")
                .lines("steps", List.of("one", "@|bold two|@"))
                .lines("none", List.of());
        report.table("other rules", "rule", "why not").row("orders", "path").row("a", 7);
        return report;
    }

    @Test
    void textHasTheSummaryFirstAndColumnsInLine() {
        assertThat(text(report(), Ansi.OFF)).isEqualTo("""
                it is broken; mend it

                  status      403
                  sent twice  yes "twice"

                steps
                  one
                  @|bold two|@

                other rules
                  RULE    WHY NOT
                  orders  path
                  a       7
                """);
    }

    @Test
    void coloursTellHowItStands() {
        assertThat(text(Report.good("fine"), Ansi.ON)).startsWith("\u001B[32mfine\u001B[0m");
        assertThat(text(Report.doubtful("hm"), Ansi.ON)).startsWith("\u001B[33mhm");
        assertThat(text(Report.bad("no"), Ansi.ON)).startsWith("\u001B[31mno");
        assertThat(text(report(), Ansi.ON)).contains("  @|bold two|@").contains("\u001B[1msteps");
    }

    @Test
    void jsonHasTheSameByNamesInCamelCase() {
        StringWriter out = new StringWriter();
        new ReportJson(new PrintWriter(out, true)).print(report());
        assertThat(out.toString().replaceAll("\\s+", " ").strip())
                .isEqualTo("{ \"ok\" : false, \"summary\" : \"it is broken; mend it\", \"status\" : 403,"
                        + " \"sentTwice\" : \"yes \\\"twice\\\"\", \"steps\" : [ \"one\", \"@|bold two|@\" ],"
                        + " \"none\" : [ ], \"otherRules\" : [ { \"rule\" : \"orders\", \"whyNot\" : \"path\" },"
                        + " { \"rule\" : \"a\", \"whyNot\" : 7 } ] }");
    }

    @Test
    void goodAndDoubtfulAreBothNoFailure() {
        assertThat(Report.good("").isGood()).isTrue();
        assertThat(Report.doubtful("").isGood()).isTrue();
        assertThat(Report.bad("").isGood()).isFalse();
    }

    private static String text(Report report, Ansi ansi) {
        StringWriter out = new StringWriter();
        new ReportText(new PrintWriter(out, true), ansi).print(report);
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
