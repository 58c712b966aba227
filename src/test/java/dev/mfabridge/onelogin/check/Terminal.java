package dev.mfabridge.onelogin.check;

import java.util.Optional;

/** Screen and keyboard of the administrator. */
interface Terminal {
    /** Prints a line. */
    void print(String line);

    /** Reads a line, without blanks around it; empty if the line is empty or the input has ended. */
    Optional<String> read(String prompt);

    /** Reads a line without showing it, if the terminal supports that. */
    Optional<String> readHidden(String prompt);

    /** Returns whether the terminal can hide typed text. */
    boolean canHide();
}
