package dev.mfabridge.onelogin.simulator;

import dev.mfabridge.onelogin.simulator.ApiCaller.CallerResponse;
import java.util.concurrent.atomic.AtomicLong;

/** One simulator for all the tests of this package, and a person of their own for each of them. */
final class SimulatorFixture {
    private static final OneLoginSimulator SIMULATOR = OneLoginSimulator.start(0);
    private static final AtomicLong IDS = new AtomicLong(70_000_000);

    static final ApiCaller API = new ApiCaller(SIMULATOR.baseUrl());
    static final SimulatorClient CONTROL = new SimulatorClient(SIMULATOR.baseUrl());

    private SimulatorFixture() {}

    static String baseUrl() {
        return SIMULATOR.baseUrl();
    }

    /** Somebody who may enrol SMS and e-mail and has nothing yet. */
    static FixtureUser somebody() {
        var id = IDS.incrementAndGet();
        return new FixtureUser(SimulatedUser.named(id, "user" + id));
    }

    /** Somebody who may enrol these alone and has nothing yet. */
    static FixtureUser somebodyOffered(SimulatedFactorType... factors) {
        var id = IDS.incrementAndGet();
        return new FixtureUser(SimulatedUser.named(id, "user" + id).offered(factors));
    }

    /** Somebody whose SMS device is enrolled. */
    static FixtureUser somebodyWithSms() {
        return somebodyWith(SimulatedFactorType.SMS);
    }

    static FixtureUser somebodyWith(SimulatedFactorType factor) {
        var id = IDS.incrementAndGet();
        return new FixtureUser(SimulatedUser.named(id, "user" + id)
                .offered(SimulatedFactorType.SMS, SimulatedFactorType.EMAIL, factor)
                .withDevice("9" + id, factor));
    }

    record FixtureUser(SimulatedUser user) {
        FixtureUser {
            CONTROL.addUser(user);
        }

        long id() {
            return user.id();
        }

        String deviceId() {
            return user.devices().get(0).deviceId();
        }

        String path(String rest) {
            return "/api/2/mfa/users/" + id() + rest;
        }

        CallerResponse register(SimulatedFactorType factor) {
            return register("{\"factor_id\":%d,\"display_name\":\"My phone\"}".formatted(factor.id()));
        }

        CallerResponse register(String body) {
            return API.post(path("/registrations"), body);
        }

        CallerResponse challenge() {
            return challenge("{\"device_id\":\"%s\"}".formatted(deviceId()));
        }

        CallerResponse challenge(String body) {
            return API.post(path("/verifications"), body);
        }

        CallerResponse answer(CallerResponse created, String code) {
            return API.put(place(created), "{\"otp\":\"%s\"}".formatted(code));
        }

        /** The same with the device, which codes of apps need. */
        CallerResponse answerWithDevice(CallerResponse created, String code) {
            return API.put(place(created), "{\"otp\":\"%s\",\"device_id\":%s}".formatted(code, deviceId()));
        }

        /** The id of the device whose app is being enrolled, which the answer doesn't say. */
        String appBeingEnrolled() {
            return CONTROL.appsOf(id()).stream()
                    .filter(app -> !app.enrolled())
                    .map(AuthenticatorApp::deviceId)
                    .findFirst()
                    .orElseThrow();
        }

        /** What the API says of a registration or verification now. */
        CallerResponse asked(CallerResponse created) {
            return API.get(place(created));
        }

        /** Where a registration or verification can be asked about. */
        String place(CallerResponse created) {
            var record = created.json().isArray() ? created.json().get(0) : created.json();
            var kind = user.devices().isEmpty() ? "/registrations/" : "/verifications/";
            return path(kind + record.get("id").asText());
        }

        Message lastMessage() {
            return CONTROL.messagesTo(id()).get(0);
        }

        /** The code that the app of a device shows now. */
        String appCode(String deviceId) {
            return CONTROL.appCode(id(), deviceId);
        }

        String lastCode() {
            return CONTROL.lastCodeFor(id()).orElseThrow();
        }
    }
}
