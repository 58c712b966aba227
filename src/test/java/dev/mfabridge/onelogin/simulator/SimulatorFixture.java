package dev.mfabridge.onelogin.simulator;

import dev.mfabridge.onelogin.simulator.ApiCaller.CallerResponse;
import java.util.concurrent.atomic.AtomicLong;

/** Fixture with one simulator for all tests of this package, and a separate user for each test. */
final class SimulatorFixture {
    private static final OneLoginSimulator SIMULATOR = OneLoginSimulator.start(0);
    private static final AtomicLong IDS = new AtomicLong(70_000_000);

    static final ApiCaller API = new ApiCaller(SIMULATOR.baseUrl());
    static final SimulatorClient CONTROL = new SimulatorClient(SIMULATOR.baseUrl());

    private SimulatorFixture() {}

    static String baseUrl() {
        return SIMULATOR.baseUrl();
    }

    /** Adds a user who may enroll SMS and e-mail and has no device. */
    static FixtureUser user() {
        var id = IDS.incrementAndGet();
        return new FixtureUser(SimulatedUser.named(id, "user" + id));
    }

    /** Adds a user who may enroll only these factors and has no device. */
    static FixtureUser userOffered(SimulatedFactorType... factors) {
        var id = IDS.incrementAndGet();
        return new FixtureUser(SimulatedUser.named(id, "user" + id).offered(factors));
    }

    /** Adds a user with an SMS device. */
    static FixtureUser userWithSms() {
        return userWith(SimulatedFactorType.SMS);
    }

    static FixtureUser userWith(SimulatedFactorType factor) {
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
            return API.put(challengePath(created), "{\"otp\":\"%s\"}".formatted(code));
        }

        /** Answers a challenge with a code and the device, which codes of apps need. */
        CallerResponse answerWithDevice(CallerResponse created, String code) {
            return API.put(challengePath(created), "{\"otp\":\"%s\",\"device_id\":%s}".formatted(code, deviceId()));
        }

        /** Returns the id of the device whose registration is pending, which the API's answer doesn't contain. */
        String pendingApp() {
            return CONTROL.appsOf(id()).stream()
                    .filter(app -> !app.enrolled())
                    .map(AuthenticatorApp::deviceId)
                    .findFirst()
                    .orElseThrow();
        }

        /** Polls a registration or verification. */
        CallerResponse poll(CallerResponse created) {
            return API.get(challengePath(created));
        }

        /** Returns the path of a registration or verification. */
        String challengePath(CallerResponse created) {
            var record = created.json().isArray() ? created.json().get(0) : created.json();
            var resource = user.devices().isEmpty() ? "/registrations/" : "/verifications/";
            return path(resource + record.get("id").asText());
        }

        Message lastMessage() {
            return CONTROL.messagesTo(id()).get(0);
        }

        /** Returns the code that the app of a device shows. */
        String appCode(String deviceId) {
            return CONTROL.appCode(id(), deviceId);
        }

        String lastCode() {
            return CONTROL.lastCodeFor(id()).orElseThrow();
        }
    }
}
