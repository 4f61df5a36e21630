package io.tenantry.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionsTest {

    private final Mentions mentions = new Mentions();

    @Test
    void linkEachNumberThatASentenceNamesAndKeepTheRest() {
        var parts = mentions.in("LCL-000017 of SUB-000004 waits for SLCL-000002, not for GDAP-000001 or E5.");

        assertThat(parts)
                .filteredOn(part -> part.href() != null)
                .extracting(Mentions.Part::href)
                .containsExactly(
                        "/license-changes/LCL-000017", "/subscriptions/SUB-000004", "/scheduled-changes#SLCL-000002");
        assertThat(parts)
                .extracting(Mentions.Part::text)
                .containsSubsequence("LCL-000017", " of ", "SUB-000004", ", not for GDAP-000001 or E5.");
    }

    @Test
    void leaveWhatNamesNothingAsItIs() {
        assertThat(mentions.in(12)).containsExactly(new Mentions.Part("12", null));
        assertThat(mentions.in(null)).containsExactly(new Mentions.Part("", null));
    }
}
