package dev.mfabridge.onelogin.mfa;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import java.util.Comparator;
import java.util.List;

/**
 * Part of OneLogin's lists that a user can choose from.
 *
 * @param policy the decisions of the administrator
 */
record PolicyFilter(Policy policy) {

    /** Returns the factors that the user can enroll, in the order of the administrator. */
    List<OfferedFactor> factors(OneLoginEvent.FactorsListed listed) {
        return listed.factors().stream()
                .map(factor -> new OfferedFactor(listed.user(), factor.id(), typeOf(factor), new Label(factor.name())))
                .filter(factor -> policy.canProve(factor.type()))
                .sorted(Comparator.comparing(factor -> policy.rank(factor.type())))
                .toList();
    }

    /**
     * Returns the devices that the user can prove: OneLogin's default first, then in the order of the administrator.
     */
    List<EnrolledDevice> devices(OneLoginId user, List<Device> devices) {
        var usable = devices.stream()
                .filter(device -> policy.canProve(typeOf(device)))
                .sorted(Comparator.comparing((Device device) -> !device.isDefault())
                        .thenComparing(device -> policy.rank(typeOf(device))))
                .toList();
        return usable.stream()
                .map(device -> new EnrolledDevice(user, device.id(), typeOf(device), label(device, usable)))
                .toList();
    }

    /**
     * Returns the name of a device. OneLogin's name of the factor distinguishes devices of one type, to which users may
     * have given the same name.
     */
    private static Label label(Device device, List<Device> all) {
        var ofTheKind =
                all.stream().filter(other -> typeOf(other) == typeOf(device)).count();
        return ofTheKind == 1 || device.typeName().isEmpty() || device.name().contains(device.typeName())
                ? new Label(device.name())
                : new Label(device.name() + " (" + device.typeName() + ")");
    }

    static FactorType typeOf(Device device) {
        return FactorType.of(device);
    }

    static FactorType typeOf(Factor factor) {
        return FactorType.of(factor.authFactorName());
    }
}
