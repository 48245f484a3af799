package io.countersign.agent.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command found out: one line that says it all, then fields, lists and tables in the order in which they were
 * added. Never holds a secret, except where one was asked for.
 */
public final class Report {

    /** How it stands. */
    enum Verdict {
        GOOD,
        DOUBTFUL,
        BAD
    }

    private final Verdict verdict;
    private final String summary;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String value;

    private Report(Verdict verdict, String summary) {
        this.verdict = verdict;
        this.summary = summary;
    }

    /** Everything that was asked about is as it should be. */
    public static Report good(String summary) {
        return new Report(Verdict.GOOD, summary);
    }

    /** It can stay as it is, and yet somebody should look at it. */
    public static Report doubtful(String summary) {
        return new Report(Verdict.DOUBTFUL, summary);
    }

    /** @param summary cause and remedy in one line */
    public static Report bad(String summary) {
        return new Report(Verdict.BAD, summary);
    }

    /** Whether all is as it should be, or can stay so. */
    public boolean isGood() {
        return verdict != Verdict.BAD;
    }

    Verdict verdict() {
        return verdict;
    }

    /** @param value a text, a number or a boolean; with null nothing is added */
    public Report field(String name, @Nullable Object value) {
        if (value != null) {
            parts.add(new Part(name, value, Collections.emptyList(), Collections.emptyList()));
        }
        return this;
    }

    /** Lines below a heading; nothing is added if there are none. */
    public Report lines(String name, Collection<?> lines) {
        List<List<Object>> rows = new ArrayList<>();
        for (Object line : lines) {
            rows.add(Collections.singletonList(String.valueOf(line)));
        }
        parts.add(new Part(name, null, Collections.emptyList(), rows));
        return this;
    }

    /** A table whose rows the caller goes on to add. */
    public Table table(String name, String... columns) {
        Table table = new Table();
        parts.add(new Part(name, null, Arrays.asList(columns), table.rows));
        return table;
    }

    /** One value that is printed in place of all the text: what a script wants. */
    public Report instead(String text) {
        value = text;
        return this;
    }

    /** What is printed in place of the text; null if nothing is. */
    public @Nullable String value() {
        return value;
    }

    String summary() {
        return summary;
    }

    List<Part> parts() {
        return parts;
    }

    /** The rows of a table under construction. */
    public static final class Table {

        private final List<List<Object>> rows = new ArrayList<>();

        private Table() {}

        /** As many cells as there are columns; null is an empty one. */
        public Table row(@Nullable Object... cells) {
            List<Object> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(cell == null ? "" : cell);
            }
            rows.add(row);
            return this;
        }
    }

    /** One of them: a value, or rows with columns, or rows without, which are lines. */
    static final class Part {

        final String name;
        final @Nullable Object value;
        final List<String> columns;
        final List<List<Object>> rows;

        Part(String name, @Nullable Object value, List<String> columns, List<List<Object>> rows) {
            this.name = name;
            this.value = value;
            this.columns = columns;
            this.rows = rows;
        }
    }
}
