package io.countersign.rules;

import java.io.File;

/** One thing that is wrong in a rules file, with its remedy; never holds a secret. */
public final class Problem {

    private final File file;
    private final int line;
    private final String message;

    private Problem(File file, int line, String message) {
        this.file = file;
        this.line = line;
        this.message = message;
    }

    /** @param line counted from 1; 0 if the problem is the whole file's */
    static Problem of(File file, int line, String message) {
        return new Problem(file, line, Shape.hasControlCharacter(message) ? oneLine(message) : message);
    }

    /** Keys and values can hold line breaks, with which a file could forge lines of a log. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message);
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) == 0x7f) {
                line.setCharAt(i, '\uFFFD');
            }
        }
        return line.toString();
    }

    /** The file that has to be changed. */
    public File file() {
        return file;
    }

    /** Counted from 1; 0 if the problem is the whole file's. */
    public int line() {
        return line;
    }

    /** One line: what is wrong and how to mend it. */
    public String message() {
        return message;
    }

    /** As compilers write it: {@code agent.properties:14: message}. */
    @Override
    public String toString() {
        return file.getName() + ":" + (line > 0 ? line + ":" : "") + " " + message;
    }
}
