package dev.mfabridge.onelogin.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The people of the account and their devices, as they are now. */
final class Directory {
    private static final long FIRST_NEW_DEVICE = 5_000_000;

    private final UsersFile origin;
    private final Runnable listener;
    private final ConcurrentMap<Long, SimulatedUser> users = new ConcurrentHashMap<>();
    private final AtomicLong deviceIds = new AtomicLong(FIRST_NEW_DEVICE);

    /** @param listener hears that somebody or some device has come, gone or changed; must not wait */
    Directory(UsersFile origin, Runnable listener) {
        this.origin = origin;
        this.listener = listener;
        origin.users().forEach(this::put);
    }

    /** Back to what the file says. */
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

    /** @param id as a path has it */
    Optional<SimulatedUser> user(String id) {
        return users().stream()
                .filter(user -> Long.toString(user.id()).equals(id))
                .findFirst();
    }

    /** Everybody, by id. */
    List<SimulatedUser> users() {
        Collection<SimulatedUser> all = users.values();
        return all.stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** An id that no device of the account has. */
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

    /** Gives the person the device, unless one of that kind is enrolled meanwhile or the person is gone. */
    boolean enrol(long userId, SimulatedDevice device) {
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

    /** Whether there was such a device. */
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
