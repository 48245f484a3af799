package io.countersign.rules;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the syntax of {@link java.util.Properties} and remembers the lines; a key that stands twice is a problem.
 *
 * @see java.util.Properties#load(java.io.Reader)
 */
final class PropertiesParser {

    private final File file;
    private final String text;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final StringBuilder logical = new StringBuilder();

    private PropertiesParser(File file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    static Map<String, Entry> parse(File file, String text, Problems problems) {
        PropertiesParser parser = new PropertiesParser(file, text, problems);
        parser.parse();
        return parser.entries;
    }

    private void parse() {
        int at = 0;
        int line = 0;
        int entryLine = 0;
        while (at < text.length()) {
            line++;
            int start = afterBlanks(text, at);
            int end = endOfLine(start);
            at = afterLineBreak(end);
            if (logical.length() == 0) {
                if (start == end || text.charAt(start) == '#' || text.charAt(start) == '!') {
                    continue;
                }
                entryLine = line;
            }
            boolean continued = endsInBackslash(start, end);
            logical.append(text, start, continued ? end - 1 : end);
            if (!continued || at == text.length()) {
                addEntry(entryLine);
                logical.setLength(0);
            }
        }
    }

    private void addEntry(int line) {
        int keyEnd = endOfKey();
        int valueStart = afterBlanks(logical, keyEnd);
        if (valueStart < logical.length() && isAssignment(logical.charAt(valueStart))) {
            valueStart = afterBlanks(logical, valueStart + 1);
        }
        String key = unescaped(0, keyEnd, line);
        String value = unescaped(valueStart, logical.length(), line);
        Entry before = entries.put(key, Entry.of(file, line, key, value));
        if (before != null) {
            problems.add(file, line, "repeats the key of line " + before.line() + "; keep one of the two");
        }
    }

    private int endOfKey() {
        for (int i = 0; i < logical.length(); i++) {
            char c = logical.charAt(i);
            if (c == '\\') {
                i++;
            } else if (isAssignment(c) || isBlank(c)) {
                return i;
            }
        }
        return logical.length();
    }

    private String unescaped(int from, int to, int line) {
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = logical.charAt(i);
            if (c != '\\' || ++i == to) {
                plain.append(c);
            } else if (logical.charAt(i) != 'u') {
                plain.append(control(logical.charAt(i)));
            } else {
                plain.append(codeUnit(i + 1, to, line));
                i = Math.min(i + 4, to - 1);
            }
        }
        return plain.toString();
    }

    private char codeUnit(int from, int to, int line) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < to ? hexDigit(logical.charAt(i)) : -1;
            if (digit < 0) {
                problems.add(file, line, "a \\u needs four hexadecimal digits; write \\\\ for a backslash");
                return '\uFFFD';
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** ASCII only, unlike {@link Character#digit}. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static char control(char letter) {
        switch (letter) {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            default:
                return letter;
        }
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private boolean endsInBackslash(int start, int end) {
        int first = end;
        while (first > start && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (end - first) % 2 == 1;
    }

    private int afterLineBreak(int end) {
        if (end == text.length()) {
            return end;
        }
        return end + (text.startsWith("\r\n", end) ? 2 : 1);
    }

    private static int afterBlanks(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isAssignment(char c) {
        return c == '=' || c == ':';
    }
}
