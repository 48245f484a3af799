package io.countersign.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A program and its arguments as the rules file writes them: divided by blanks, except within single or double quotes.
 * Nothing else means anything, since no shell reads it.
 */
final class CommandLine {

    private CommandLine() {}

    /** @throws IllegalArgumentException if a quote is left open, or if there is no program */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                begun = true;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        if (quote != 0 || words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException(quote != 0 ? "a quote is not closed" : "no program is named");
        }
        return words;
    }

    static boolean isWellFormed(String text) {
        try {
            words(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
