package dev.mfabridge.onelogin.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Current users and devices of the account. */
final class Directory {
    private static final long FIRST_NEW_DEVICE = 5_000_000;

    private final UsersFile origin;
    private final Runnable listener;
    private final ConcurrentMap<Long, SimulatedUser> users = new ConcurrentHashMap<>();
    private final AtomicLong deviceIds = new AtomicLong(FIRST_NEW_DEVICE);

    /**
     * Creates the directory from a users file.
     *
     * @param listener runs after each change of a user or device; must not block
     */
    Directory(UsersFile origin, Runnable listener) {
        this.origin = origin;
        this.listener = listener;
        origin.users().forEach(this::put);
    }

    /** Restores the users of the file. */
    void reset() {
        var ids = origin.users().stream().map(SimulatedUser::id).toList();
        origin.users().forEach(this::put);
        users.keySet().retainAll(ids);
    }

    void put(SimulatedUser user) {
        users.put(user.id(), user);
        listener.run();
    }

    Optional<SimulatedUser> user(long id) {
        return Optional.ofNullable(users.get(id));
    }

    /**
     * Returns the user with an id.
     *
     * @param id the id in a path
     */
    Optional<SimulatedUser> user(String id) {
        return users().stream()
                .filter(user -> Long.toString(user.id()).equals(id))
                .findFirst();
    }

    /** Returns all users, by id. */
    List<SimulatedUser> users() {
        Collection<SimulatedUser> all = users.values();
        return all.stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** Returns an id that no device of the account has. */
    String newDeviceId() {
        while (true) {
            var id = Long.toString(deviceIds.getAndIncrement());
            if (users.values().stream()
                    .flatMap(user -> user.devices().stream())
                    .noneMatch(device ->
                            device.deviceId().replace("user_temp_otp_", "").equals(id))) {
                return id;
            }
        }
    }

    /**
     * Adds a device to a user, unless the user was removed or has enrolled a device of that type.
     *
     * @return whether the device was added
     */
    boolean enroll(long userId, SimulatedDevice device) {
        var changed = users.computeIfPresent(
                userId, (id, user) -> user.hasEnrolled(device.kind()) ? user : user.with(device));
        listener.run();
        return changed != null
                && changed.devices().stream()
                        .anyMatch(enrolled -> enrolled.deviceId().equals(device.deviceId()));
    }

    void add(long userId, SimulatedDevice device) {
        users.computeIfPresent(userId, (id, user) -> user.withOther(device));
        listener.run();
    }

    /**
     * Removes a device.
     *
     * @return whether the device existed
     */
    boolean remove(long userId, String deviceId) {
        var known = device(userId, deviceId).isPresent();
        users.computeIfPresent(userId, (id, user) -> user.without(deviceId));
        listener.run();
        return known;
    }

    Optional<SimulatedDevice> device(long userId, String deviceId) {
        return user(userId).stream()
                .flatMap(user -> user.devices().stream())
                .filter(device -> device.deviceId().equals(deviceId))
                .findFirst();
    }
}
