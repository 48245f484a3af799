package io.countersign.rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class CommandLineTest {

    @Test
    void blanksDivideWords() {
        assertThat(CommandLine.words("  print   --json\tx ")).containsExactly("print", "--json", "x");
    }

    @Test
    void quotesKeepBlanksAndEachOther() {
        assertThat(CommandLine.words("print \"a  b\" 'c \"d\"' e\"f g\"h ''"))
                .containsExactly("print", "a  b", "c \"d\"", "ef gh", "");
    }

    @Test
    void nothingElseMeansAnything() {
        assertThat(CommandLine.words("C:\\bin\\print $X | `y` > z"))
                .containsExactly("C:\\bin\\print", "$X", "|", "`y`", ">", "z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\"\" x", "print \"a", "print 'a"})
    void whatNamesNoProgramOrIsOpenIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.words(text));
        assertThat(CommandLine.isWellFormed(text)).isFalse();
    }
}
