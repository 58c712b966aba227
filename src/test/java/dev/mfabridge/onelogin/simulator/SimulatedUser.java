package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * User of the OneLogin account, as in the users file and in {@code POST /_sim/users}.
 *
 * @param externalId the external id, null if the user has none
 * @param status the status, by default 1 (active)
 * @param state the state, by default 1 (approved)
 * @param phone the number in E.164 form, null if OneLogin has none
 * @param factors the factors that the user's policy offers, enrolled or not
 */
public record SimulatedUser(
        long id,
        String username,
        String email,
        String firstname,
        String lastname,
        String externalId,
        Integer status,
        Integer state,
        String phone,
        List<SimulatedFactorType> factors,
        List<SimulatedDevice> devices) {
    public SimulatedUser {
        if (id <= 0) {
            throw new IllegalArgumentException("A user needs an id, a positive whole number");
        }
        if (username == null && email == null) {
            throw new IllegalArgumentException("User " + id + " needs a username or an email");
        }
        status = status == null ? 1 : status;
        state = state == null ? 1 : state;
        factors = factors == null ? List.of() : factors.stream().distinct().toList();
        devices = devices == null ? List.of() : List.copyOf(devices);
    }

    /** Returns an active user with an e-mail address and a phone number who may enroll SMS and e-mail and has no device. */
    public static SimulatedUser named(long id, String username) {
        return new SimulatedUser(
                id,
                username,
                username + "@example.com",
                username,
                "Example",
                null,
                1,
                1,
                "+120255501%02d".formatted(Math.floorMod(id, 100)),
                List.of(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL),
                List.of());
    }

    public SimulatedUser withEmail(String value) {
        return new SimulatedUser(
                id, username, value, firstname, lastname, externalId, status, state, phone, factors, devices);
    }

    public SimulatedUser withExternalId(String value) {
        return new SimulatedUser(
                id, username, email, firstname, lastname, value, status, state, phone, factors, devices);
    }

    public SimulatedUser withStatus(int newStatus, int newState) {
        return new SimulatedUser(
                id, username, email, firstname, lastname, externalId, newStatus, newState, phone, factors, devices);
    }

    public SimulatedUser withNoPhone() {
        return new SimulatedUser(
                id, username, email, firstname, lastname, externalId, status, state, null, factors, devices);
    }

    public SimulatedUser offered(SimulatedFactorType... types) {
        return new SimulatedUser(
                id, username, email, firstname, lastname, externalId, status, state, phone, List.of(types), devices);
    }

    /** Returns the user with one more device. A user's first device is the default. */
    public SimulatedUser withDevice(String deviceId, SimulatedFactorType kind) {
        return withDevice(deviceId, kind, null);
    }

    /**
     * Returns the user with one more device.
     *
     * @param name the user's name of the device, or null for OneLogin's name of its type
     */
    public SimulatedUser withDevice(String deviceId, SimulatedFactorType kind, String name) {
        return with(SimulatedDevice.named(deviceId, kind, name));
    }

    SimulatedUser with(SimulatedDevice device) {
        var all = new ArrayList<>(devices);
        all.add(device.asDefault(devices.isEmpty()));
        return withDevices(all);
    }

    /** Returns the user with one more device that is never the default. */
    SimulatedUser withOther(SimulatedDevice device) {
        var all = new ArrayList<>(devices);
        all.add(device);
        return withDevices(all);
    }

    SimulatedUser without(String deviceId) {
        var remaining = new ArrayList<>(devices);
        remaining.removeIf(device -> device.deviceId().equals(deviceId));
        if (!remaining.isEmpty() && remaining.stream().noneMatch(SimulatedDevice::isDefault)) {
            remaining.set(0, remaining.get(0).asDefault(true));
        }
        return withDevices(remaining);
    }

    @JsonIgnore
    boolean isSuspendedOrLocked() {
        return status == 2 || status == 3;
    }

    /** Returns the factors that the user can still enroll. */
    @JsonIgnore
    List<SimulatedFactorType> enrollable() {
        return factors.stream().filter(factor -> !hasEnrolled(factor)).toList();
    }

    boolean hasEnrolled(SimulatedFactorType factor) {
        return devices.stream().anyMatch(device -> device.kind().equals(factor));
    }

    private SimulatedUser withDevices(List<SimulatedDevice> all) {
        return new SimulatedUser(
                id, username, email, firstname, lastname, externalId, status, state, phone, factors, all);
    }
}
