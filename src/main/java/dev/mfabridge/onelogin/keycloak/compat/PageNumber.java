package dev.mfabridge.onelogin.keycloak.compat;

import freemarker.template.TemplateNumberModel;

/**
 * Number that stays a number in a template's {@code msg}, whose texts may have a choice format. Up to 26.4, Keycloak leaves a
 * template's own numbers as they are, which {@link java.text.MessageFormat} can't read.
 */
public final class PageNumber extends Number implements TemplateNumberModel {
    private final long value;

    /** Creates the number of a page's attribute. */
    public PageNumber(long value) {
        this.value = value;
    }

    @Override
    public Number getAsNumber() {
        return value;
    }

    @Override
    public int intValue() {
        return Math.toIntExact(value);
    }

    @Override
    public long longValue() {
        return value;
    }

    @Override
    public float floatValue() {
        return value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
