package dev.mfabridge.onelogin.check;

import java.util.Optional;

/** Screen and keyboard of the administrator. */
interface Terminal {
    /** Prints a line. */
    void print(String line);

    /** Returns the line that was typed, without blanks around it; empty if nothing was, or nothing more can come. */
    Optional<String> read(String prompt);

    /** Returns the same without showing it, as far as the terminal can. */
    Optional<String> readHidden(String prompt);

    /** Returns whether what is typed can be hidden. */
    boolean canHide();
}
