package io.countersign.agent.cli.report;

import io.countersign.agent.cli.report.Report.Part;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** A report for people: the one line first, green, yellow or red; then what it rests on. */
public final class ReportText {

    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final Ansi ansi;

    /** @param ansi whether there are colours */
    public ReportText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** Prints it whole. */
    public void print(Report report) {
        out.println(styled(report.summary(), colour(report)));
        int width = widestField(report);
        boolean amongFields = false;
        for (Part part : report.parts()) {
            if (part.value != null) {
                out.print(amongFields ? "" : System.lineSeparator());
                out.println(INDENT + styled(padded(part.name, width), Style.bold) + INDENT + part.value);
            } else if (!part.rows.isEmpty()) {
                out.println();
                out.println(styled(part.name, Style.bold));
                printRows(part);
            }
            amongFields = part.value != null;
        }
        out.flush();
    }

    private static Style colour(Report report) {
        switch (report.verdict()) {
            case GOOD:
                return Style.fg_green;
            case DOUBTFUL:
                return Style.fg_yellow;
            default:
                return Style.fg_red;
        }
    }

    private void printRows(Part part) {
        List<List<String>> rows = new ArrayList<>();
        if (!part.columns.isEmpty()) {
            List<String> heads = new ArrayList<>();
            part.columns.forEach(column -> heads.add(column.toUpperCase(Locale.ROOT)));
            rows.add(heads);
        }
        for (List<Object> row : part.rows) {
            List<String> texts = new ArrayList<>();
            row.forEach(cell -> texts.add(String.valueOf(cell)));
            rows.add(texts);
        }
        List<Integer> widths = widths(rows);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(INDENT).append(padded(row.get(i), i + 1 < row.size() ? widths.get(i) : 0));
            }
            out.println(line.toString().replaceAll("\\s+$", ""));
        }
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        return widths;
    }

    private static int widestField(Report report) {
        int widest = 0;
        for (Part part : report.parts()) {
            widest = part.value == null ? widest : Math.max(widest, part.name.length());
        }
        return widest;
    }

    private static String padded(String text, int width) {
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < width) {
            padded.append(' ');
        }
        return padded.toString();
    }

    /** Not by picocli's markup, which the text might hold by chance. */
    private String styled(String text, Style style) {
        return ansi.enabled() ? Style.on(style) + text + Style.reset.on() : text;
    }
}
