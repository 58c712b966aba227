package dev.mfabridge.onelogin.client;

/** Field of a OneLogin user that a search can use ({@code GET /api/2/users}). */
public enum UserField {
    EMAIL("email"),
    USERNAME("username"),
    EXTERNAL_ID("external_id");

    private final String parameter;

    UserField(String parameter) {
        this.parameter = parameter;
    }

    /** Returns the name of the query parameter and of the field in the response. */
    public String parameter() {
        return parameter;
    }
}
