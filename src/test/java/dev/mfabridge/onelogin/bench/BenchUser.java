package dev.mfabridge.onelogin.bench;

/**
 * User of the bench, with a device in OneLogin.
 *
 * @param oneLoginId OneLogin's id of the user
 * @param device OneLogin's id of the device
 */
record BenchUser(String name, long oneLoginId, String device) {
    static BenchUser number(int number) {
        return new BenchUser("user" + number, 90_000_000L + number, String.valueOf(95_000_000L + number));
    }

    String password() {
        return RealmDraft.password(name);
    }
}
