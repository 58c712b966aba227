package dev.mfabridge.onelogin.mfa;

import static dev.mfabridge.onelogin.mfa.MfaFixtures.LATER;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PHONE;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.PUSH;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.SMS;
import static dev.mfabridge.onelogin.mfa.MfaFixtures.USER;

import dev.mfabridge.onelogin.client.Device;
import dev.mfabridge.onelogin.client.Factor;
import dev.mfabridge.onelogin.client.OneLoginId;
import dev.mfabridge.onelogin.client.OneTimeCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lookups and lists of OneLogin, by the names that the specification uses. */
final class MfaLookupEvents {
    static final QueryPurpose.FindEnrolledDevice FIND_ENROLLED =
            new QueryPurpose.FindEnrolledDevice(SMS, List.of(PUSH.id(), new OneLoginId("3920399")));
    static final QueryPurpose.CompleteEnrollment COMPLETE =
            new QueryPurpose.CompleteEnrollment(SMS, new OneTimeCode("012345"));
    static final QueryPurpose.ChallengeEnrolled AT_ONCE = new QueryPurpose.ChallengeEnrolled(PHONE);
    private static final QueryPurpose.SelectDevice SELECT = new QueryPurpose.SelectDevice(List.of());
    private static final QueryPurpose.SelectDevice SELECT_KNOWN = new QueryPurpose.SelectDevice(List.of(PHONE, PUSH));
    private static final Device LISTED_PHONE = device("3920361", "SMS", false);
    private static final Device LISTED_PUSH = device("3920363", "OneLogin Protect", true);

    private MfaLookupEvents() {}

    static Map<String, Event> all() {
        var events = new LinkedHashMap<String, Event>();
        addLookUps(events);
        addDeviceLists(events);
        addOfferedDevices(events);
        addEnrolledDevices(events);
        addTemporaryTokens(events);
        addFactorLists(events);
        return events;
    }

    static Map<String, Event> withoutMessage() {
        var events = new LinkedHashMap<String, Event>();
        var limited = new QueryPurpose.WithoutMessage(LATER);
        events.put("a phone, no message allowed", listed(limited, LISTED_PHONE));
        events.put(
                "a phone and an app, no message allowed",
                listed(limited, LISTED_PHONE, device("3920362", "Google Authenticator", false)));
        return events;
    }

    private static void addLookUps(Map<String, Event> events) {
        events.put("user found", new OneLoginEvent.UserFound(USER, SELECT));
        events.put(
                "user found, phone known",
                new OneLoginEvent.UserFound(USER, new QueryPurpose.SelectDevice(List.of(PHONE))));
        events.put(
                "user found, device refused", new OneLoginEvent.UserFound(USER, new QueryPurpose.RecheckDevice(PHONE)));
        events.put("user found, code refused", new OneLoginEvent.UserFound(USER, new QueryPurpose.ExplainRefusal()));
        events.put(
                "user found, code forbidden", new OneLoginEvent.UserFound(USER, new QueryPurpose.ExplainForbidden()));
        events.put("user suspended", new OneLoginEvent.UserNotFound(FailureReason.USER_SUSPENDED, SELECT));
        events.put("user not found", new OneLoginEvent.UserNotFound(FailureReason.USER_NOT_FOUND, SELECT));
    }

    private static void addDeviceLists(Map<String, Event> events) {
        events.put("no devices", listed(SELECT));
        events.put("no devices, SMS chosen", listed(new QueryPurpose.Enroll(SMS)));
        events.put("a device, SMS chosen", listed(new QueryPurpose.Enroll(SMS), LISTED_PHONE));
        events.put("a device", listed(SELECT, LISTED_PHONE));
        events.put(
                "two devices",
                listed(SELECT, device("3920370", "OneLogin Email", false), device("3920361", "SMS", true)));
        events.put("a device of another type", listed(SELECT, device("3920369", "Duo", true)));
        events.put("no devices, two known", listed(SELECT_KNOWN));
        events.put("a device, two known", listed(SELECT_KNOWN, LISTED_PHONE));
    }

    private static void addOfferedDevices(Map<String, Event> events) {
        events.put("no devices to offer", listed(new QueryPurpose.OfferDevices()));
        events.put("one device to offer", listed(new QueryPurpose.OfferDevices(), LISTED_PHONE));
        events.put("two devices to offer", listed(new QueryPurpose.OfferDevices(), LISTED_PHONE, LISTED_PUSH));
        events.put("refused device listed", listed(new QueryPurpose.RecheckDevice(PHONE), LISTED_PHONE));
        events.put("refused device removed", listed(new QueryPurpose.RecheckDevice(PHONE)));
        events.put(
                "refused device removed, another listed", listed(new QueryPurpose.RecheckDevice(PHONE), LISTED_PUSH));
        events.put(
                "a device and an unreadable item",
                new OneLoginEvent.DevicesListed(
                        USER, List.of(device("3920370", "OneLogin Email", false)), false, SELECT));
        events.put(
                "an unreadable item, two known", new OneLoginEvent.DevicesListed(USER, List.of(), false, SELECT_KNOWN));
        events.put("a temporary token", listed(SELECT, device("user_temp_otp_36216766", "SMS", false)));
    }

    private static void addTemporaryTokens(Map<String, Event> events) {
        var search = new QueryPurpose.FindTemporaryToken();
        events.put(
                "the help desk's code is listed",
                listed(
                        search,
                        device("user_temp_otp_9", "Temporary OTP", false),
                        LISTED_PHONE,
                        device("user_temp_otp_10", "Temporary OTP", false)));
        events.put("the help desk's code is not listed", listed(search, LISTED_PHONE));
        events.put(
                "search of the help desk's code failed",
                new OneLoginEvent.CommandFailed(new Command.ListDevices(USER, search), FailureReason.UNAVAILABLE));
    }

    private static void addEnrolledDevices(Map<String, Event> events) {
        events.put(
                "enrolled device listed",
                listed(
                        FIND_ENROLLED,
                        LISTED_PUSH,
                        device("3920399", "SMS", false),
                        LISTED_PHONE,
                        device("user_temp_otp_1", "SMS", false)));
        events.put(
                "enrolled device listed beside another",
                listed(
                        new QueryPurpose.FindEnrolledDevice(SMS, List.of(), Optional.of(PHONE.id())),
                        LISTED_PHONE,
                        LISTED_PUSH));
        events.put(
                "enrolled device listed beside an unreadable item",
                new OneLoginEvent.DevicesListed(
                        USER,
                        List.of(LISTED_PHONE),
                        false,
                        new QueryPurpose.FindEnrolledDevice(SMS, List.of(), Optional.of(PHONE.id()))));
        events.put("device enrolled at once listed", listed(AT_ONCE, LISTED_PHONE));
        events.put("device enrolled at once listed beside another", listed(AT_ONCE, LISTED_PHONE, LISTED_PUSH));
        events.put(
                "device enrolled at once listed beside an unreadable item",
                new OneLoginEvent.DevicesListed(USER, List.of(LISTED_PHONE), false, AT_ONCE));
        events.put("no devices before the code", listed(COMPLETE));
        events.put("a device before the code", listed(COMPLETE, LISTED_PHONE));
        events.put(
                "an unreadable item before the code",
                new OneLoginEvent.DevicesListed(USER, List.of(), false, COMPLETE));
        events.put("no devices before the skip", listed(new QueryPurpose.LeaveEnrollment()));
        events.put("a device before the skip", listed(new QueryPurpose.LeaveEnrollment(), LISTED_PHONE));
        events.put("enrolled device not listed", listed(FIND_ENROLLED, LISTED_PUSH));
        events.put("two new devices listed", listed(FIND_ENROLLED, LISTED_PHONE, device("3920371", "SMS", false)));
    }

    private static void addFactorLists(Map<String, Event> events) {
        events.put("no factors", new OneLoginEvent.FactorsListed(USER, List.of()));
        events.put("a factor", new OneLoginEvent.FactorsListed(USER, List.of(factor("58959", "SMS"))));
        events.put(
                "two factors",
                new OneLoginEvent.FactorsListed(
                        USER, List.of(factor("58959", "SMS"), factor("58961", "OneLogin Email"))));
        events.put("a factor of another type", new OneLoginEvent.FactorsListed(USER, List.of(factor("58960", "Duo"))));
    }

    private static Event listed(QueryPurpose.ListPurpose purpose, Device... devices) {
        return new OneLoginEvent.DevicesListed(USER, List.of(devices), true, purpose);
    }

    private static Device device(String id, String authFactorName, boolean isDefault) {
        return new Device(new OneLoginId(id), "OneLogin SMS", "OneLogin SMS", authFactorName, isDefault);
    }

    private static Factor factor(String id, String authFactorName) {
        return new Factor(
                new OneLoginId(id), "SMS".equals(authFactorName) ? "OneLogin SMS" : "OneLogin Email", authFactorName);
    }
}
