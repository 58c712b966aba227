package dev.mfabridge.onelogin.attack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mark of a test that repeats an attack, or a mishap with the same result. The page {@code docs/reference/attacks.md} has a
 * row for each such test, with the test's display name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Attack {
    /** Returns the promises of the security model that the attack would break, such as {@code S2}. */
    String[] on();

    /** Returns the section of the page in which the attack is listed. */
    AttackKind kind();
}
