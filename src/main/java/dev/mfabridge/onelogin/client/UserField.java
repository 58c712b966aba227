package dev.mfabridge.onelogin.client;

/** A field of OneLogin's users that a user can be found by ({@code GET /api/2/users}). */
public enum UserField {
    EMAIL("email"),
    USERNAME("username"),
    EXTERNAL_ID("external_id");

    private final String parameter;

    UserField(String parameter) {
        this.parameter = parameter;
    }

    /** @return the name of the query parameter and of the field in the answer */
    public String parameter() {
        return parameter;
    }
}
