package io.countersign.it.support;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables of results. */
final class SupportPageTest {

    private static Result result(String client, String jdk, boolean passed, String limits) {
        return new Result(client, jdk, "test", passed, limits);
    }

    @Test
    void eachClientHasARowAndEachJdkAColumnInTheOrderOfTheirVersions() {
        List<String> table = ContractTable.of(List.of(
                result("OkHttp 3.14.9", "JDK 26", true, "none of bodies"),
                result("OkHttp 3.4.2", "JDK 8", true, ""),
                result("OkHttp 3.14.9", "JDK 26", false, "none of bodies"),
                result("OkHttp 3.14.9", "JDK 8", true, "none of bodies"),
                result("OkHttp 3.4.2", "JDK 8", true, "")));
        assertThat(table)
                .containsExactly(
                        "| client | JDK 8 | JDK 26 | limits |",
                        "|---|---:|---:|---|",
                        "| OkHttp 3.4.2 | ✔ 2 | – |  |",
                        "| OkHttp 3.14.9 | ✔ 1 | ✘ 1 of 2 | none of bodies |");
    }

    @Test
    void placesHaveRowsAsClientsHave() {
        assertThat(ContainersTable.of(List.of(result("Tomcat 9.0.98", "JDK 17", true, ""))))
                .containsExactly("| where | JDK 17 | limits |", "|---|---:|---|", "| Tomcat 9.0.98 | ✔ 1 |  |");
    }

    @Test
    void theSweepNamesTheVersionsThatAreNotAuthorized() {
        List<String> table = SweepTable.of(List.of(
                new Result("OkHttp 2.10.0", "JDK 17", "OkHttp 2", true, ""),
                new Result("OkHttp 2.0.0", "JDK 17", "OkHttp 2", false, "another seam"),
                new Result("OkHttp 3.0.0", "JDK 17", "OkHttp 3", true, "")));
        assertThat(table.subList(2, 4))
                .containsExactly(
                        "| OkHttp 2 | 2.0.0 … 2.10.0 | 1 of 2 | 2.0.0 (another seam) |",
                        "| OkHttp 3 | 3.0.0 … 3.0.0 | 1 of 1 |  |");
    }

    @Test
    void whatDidNotRunThisTimeStaysAsItWasFound() {
        List<String> standing = ContractTable.of(List.of(
                result("OkHttp 3.14.9", "JDK 8", true, "old limit"),
                result("OkHttp 3.14.9", "JDK 17", true, "old limit"),
                result("OkHttp 3.4.2", "JDK 17", true, "kept")));
        String page = "<!-- contract -->\n" + String.join("\n", standing) + "\n<!-- end of contract -->\n";
        List<Result> fresh =
                List.of(result("OkHttp 3.14.9", "JDK 17", false, ""), result("Jetty 12", "JDK 26", true, "new"));
        assertThat(SupportPage.over(page, "contract", fresh, ContractTable::of).lines())
                .containsExactly(
                        "<!-- contract -->",
                        "| client | JDK 8 | JDK 17 | JDK 26 | limits |",
                        "|---|---:|---:|---:|---|",
                        "| Jetty 12 | – | – | ✔ 1 | new |",
                        "| OkHttp 3.4.2 | – | ✔ 1 | – | kept |",
                        "| OkHttp 3.14.9 | ✔ 1 | ✘ 0 of 1 | – |  |",
                        "<!-- end of contract -->");
        assertThat(SupportPage.over(page, "contract", List.of(), ContractTable::of))
                .isEqualTo(page);
    }

    @Test
    void aResultIsReadAsItWasWritten() {
        Result result = result("OkHttp 3.4.2", "JDK 8", false, "");
        assertThat(Result.parse(result.line())).isEqualTo(result);
    }

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() {
        String page = "above\n<!-- sweep -->\nold\nold\n<!-- end of sweep -->\nbelow\n";
        assertThat(SupportPage.with(page, "sweep", List.of("new")))
                .isEqualTo("above\n<!-- sweep -->\nnew\n<!-- end of sweep -->\nbelow\n");
        assertThatThrownBy(() -> SupportPage.with(page, "contract", List.of("new")))
                .hasMessage("the page has no marks for contract");
    }
}
