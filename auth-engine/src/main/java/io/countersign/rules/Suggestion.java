package io.countersign.rules;

import java.util.Collection;

/** Guesses what a misspelt word was meant to be, by edit distance (Levenshtein's, with swapped neighbours as one edit). */
final class Suggestion {

    private Suggestion() {}

    /** The end of a message: {@code "; did you mean 'x'?"}, or nothing if no candidate is close. */
    static String of(String word, Collection<String> candidates) {
        return asking(closest(word, candidates));
    }

    /** The same about a word that is already found; nothing if it is empty. */
    static String asking(String word) {
        return word.isEmpty() ? "" : "; did you mean '" + word + "'?";
    }

    /** The candidate that is closest to the word; empty if none is close. */
    static String closest(String word, Collection<String> candidates) {
        String best = "";
        int least = 2 + word.length() / 5;
        for (String candidate : candidates) {
            int distance = isStartOf(word, candidate) ? 1 : distance(word, candidate);
            if (distance < least && distance < candidate.length()) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static boolean isStartOf(String word, String candidate) {
        return word.length() >= 3 && candidate.startsWith(word);
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
