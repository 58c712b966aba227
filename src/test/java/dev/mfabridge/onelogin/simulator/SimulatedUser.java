package dev.mfabridge.onelogin.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * A person of the OneLogin account, as the users file and {@code POST /_sim/users} hold it.
 *
 * @param externalId null when the person has none
 * @param status left out it is 1 (active)
 * @param state left out it is 1 (approved)
 * @param phone in E.164 form, null when OneLogin knows none
 * @param factors what the person's policy offers, enrolled or not
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

    /** An active person with an e-mail address and a phone who may enrol SMS and e-mail and has enrolled nothing. */
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

    public SimulatedUser offered(SimulatedFactorType... kinds) {
        return new SimulatedUser(
                id, username, email, firstname, lastname, externalId, status, state, phone, List.of(kinds), devices);
    }

    /** With one device more; a person's first device is the default one. */
    public SimulatedUser withDevice(String deviceId, SimulatedFactorType kind) {
        return withDevice(deviceId, kind, null);
    }

    /** @param name what the person called the device, or null for what OneLogin calls its kind */
    public SimulatedUser withDevice(String deviceId, SimulatedFactorType kind, String name) {
        return with(SimulatedDevice.named(deviceId, kind, name));
    }

    SimulatedUser with(SimulatedDevice device) {
        var all = new ArrayList<>(devices);
        all.add(device.asDefault(devices.isEmpty()));
        return withDevices(all);
    }

    /** With one device more that is never the default one. */
    SimulatedUser withOther(SimulatedDevice device) {
        var all = new ArrayList<>(devices);
        all.add(device);
        return withDevices(all);
    }

    SimulatedUser without(String deviceId) {
        var left = new ArrayList<>(devices);
        left.removeIf(device -> device.deviceId().equals(deviceId));
        if (!left.isEmpty() && left.stream().noneMatch(SimulatedDevice::isDefault)) {
            left.set(0, left.get(0).asDefault(true));
        }
        return withDevices(left);
    }

    @JsonIgnore
    boolean isSuspendedOrLocked() {
        return status == 2 || status == 3;
    }

    /** What may still be enrolled. */
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
