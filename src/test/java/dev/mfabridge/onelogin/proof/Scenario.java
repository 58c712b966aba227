package dev.mfabridge.onelogin.proof;

/** Kind of a login of the endurance run. */
enum Scenario {
    SMS("SMS code", 26),
    EMAIL("e-mail code", 14),
    AUTHENTICATOR("authenticator app", 12),
    PUSH("OneLogin Protect, push", 12),
    REMEMBERED("remembered browser", 16),
    WRONG_CODE("wrong code, then the right code", 8),
    ABANDONED("abandoned at the code page", 7),
    ENROLLMENT("enrollment, in place of a removed device", 5);

    private final String title;
    private final int percent;

    Scenario(String title, int percent) {
        this.title = title;
        this.percent = percent;
    }

    String title() {
        return title;
    }

    /** Returns the scenario of a login, so that each hundred logins have the same mix. */
    static Scenario of(int login) {
        var rest = login * 37 % 100;
        for (var scenario : values()) {
            rest -= scenario.percent;
            if (rest < 0) {
                return scenario;
            }
        }
        throw new IllegalStateException("The scenarios are not 100 %");
    }
}
