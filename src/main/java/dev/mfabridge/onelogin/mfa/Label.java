package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.VisibleText;
import java.util.Optional;

/**
 * Name of a factor or device for pages and credentials. Users name devices after their phone numbers and addresses, and no
 * page or credential may contain a full phone number (S9), so {@link PersonalDetails} are masked. Invisible characters are
 * left out, and control characters, some of which no database takes, are replaced.
 *
 * @param text 1 to 64 characters
 */
public record Label(String text) {
    private static final int LONGEST = 64;
    /** Name of a device whose own name has no visible character. */
    private static final String NOTHING_VISIBLE = "\uFFFD";

    /**
     * Masks and cuts the text.
     *
     * @throws IllegalArgumentException if the text is empty
     */
    public Label {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A label is never empty");
        }
        var visible = VisibleText.of(text);
        text = visible.isEmpty() ? NOTHING_VISIBLE : VisibleText.of(PersonalDetails.mask(visible), LONGEST);
    }

    /** Returns the label of a text; empty if the text is null or has no visible character. */
    public static Optional<Label> parse(String text) {
        return Optional.ofNullable(text)
                .filter(name -> !VisibleText.of(name).isEmpty())
                .map(Label::new);
    }

    @Override
    public String toString() {
        return text;
    }
}
