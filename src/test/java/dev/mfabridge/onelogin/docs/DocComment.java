package dev.mfabridge.onelogin.docs;

/**
 * Doc comment with the declaration that it is about.
 *
 * @param passage the text, with its block tags
 * @param declaration the declaration up to its body or value
 */
record DocComment(Passage passage, String declaration) {
    private static final String TYPE = "(?s).*\\b(class|record|interface|enum|package)\\b.*";

    boolean isOfType() {
        return declaration.matches(TYPE);
    }

    boolean isOfMethod() {
        return !isOfType() && declaration.contains("(");
    }

    @Override
    public String toString() {
        return passage.source() + ": " + passage.text().split("\n")[0] + " ... "
                + declaration.split("\n")[0];
    }

    boolean opensWith(String expression) {
        return passage.text().matches("(?s)(" + expression + ")\\b.*");
    }
}
