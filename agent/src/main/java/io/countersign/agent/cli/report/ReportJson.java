package io.countersign.agent.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.countersign.agent.cli.report.Report.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A report for programs: one object with {@code ok}, {@code summary} and what was added, by its name in camel case. */
public final class ReportJson {

    private final PrintWriter out;

    /** @param out is flushed, and stays open */
    public ReportJson(PrintWriter out) {
        this.out = out;
    }

    /** Prints it whole. */
    public void print(Report report) {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            json.writeBooleanField("ok", report.isGood());
            json.writeStringField("summary", report.summary());
            for (Part part : report.parts()) {
                json.writeFieldName(camelCase(part.name));
                write(json, part);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
        out.flush();
    }

    private static void write(JsonGenerator json, Part part) throws IOException {
        if (part.value != null) {
            json.writeObject(part.value);
            return;
        }
        json.writeStartArray();
        for (List<Object> row : part.rows) {
            if (part.columns.isEmpty()) {
                json.writeString(String.valueOf(row.get(0)));
            } else {
                writeRow(json, part.columns, row);
            }
        }
        json.writeEndArray();
    }

    private static void writeRow(JsonGenerator json, List<String> columns, List<Object> row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(camelCase(columns.get(i)));
            Object cell = row.get(i);
            json.writeObject(cell instanceof Number ? cell : String.valueOf(cell));
        }
        json.writeEndObject();
    }

    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        boolean next = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                camel.append(next ? Character.toUpperCase(c) : c);
            }
            next = !Character.isLetterOrDigit(c);
        }
        return camel.toString();
    }
}
