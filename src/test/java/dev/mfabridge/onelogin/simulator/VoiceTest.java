package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OneLogin Voice in the simulator: a call in which the user types the code of the login page. */
class VoiceTest {
    @Test
    @DisplayName("A registration calls the user and returns the code only to the caller of the API")
    void registrationCallsAndReturnsTheCodeOnlyToTheCaller() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);

        var created = user.register(SimulatedFactorType.VOICE);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/factor_data/verification_token")).matches("[0-9]{6}");
        var call = user.lastMessage();
        assertThat(call.kind()).isEqualTo("VOICE");
        assertThat(call.to()).isEqualTo(user.user().phone());
        assertThat(call.waitsFor()).isEqualTo(ExpectedResponse.PHONE_CODE);
        assertThat(call.state()).isEqualTo(Message.MessageState.OPEN);
        assertThat(SimulatorJson.tree(call).has("code")).isFalse();
        assertThat(call.text()).doesNotContain(created.text("/factor_data/verification_token"));
    }

    @Test
    @DisplayName("The code typed into the phone enrolls the device")
    void codeTypedIntoThePhoneEnrollsTheDevice() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(user.poll(created).text("/device_id"));
    }

    @Test
    @DisplayName("A wrong code typed into the phone rejects the registration")
    void wrongCodeTypedIntoThePhoneRejectsTheRegistration() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.REJECTED);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("A registration can't be answered with a code at the API")
    void registrationCannotBeAnsweredAtTheApi() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
    }

    @Test
    @DisplayName("A registration needs a phone number")
    void registrationNeedsAPhoneNumber() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);
        SimulatorFixture.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(SimulatedFactorType.VOICE).text("/message")).contains("phone number");
    }

    @Test
    @DisplayName("The simulator enrolls a verified number without a call and a code")
    void verifiedNumberIsEnrolledWithoutACall() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.VOICE);

        var reply = user.register("{\"factor_id\":58960,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.json().has("factor_data")).isFalse();
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    @DisplayName("The code typed into the phone proves a later verification")
    void codeTypedIntoThePhoneProvesALaterVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        var created = user.challenge();
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("A wrong code typed into the phone rejects the verification")
    void wrongCodeTypedIntoThePhoneRejectsTheVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    @DisplayName("A call that the user ends rejects the verification")
    void endedCallRejectsTheVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.deny(user.id());

        assertThat(user.poll(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    @DisplayName("A verification can't be answered with a code at the API")
    void verificationCannotBeAnsweredAtTheApi() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
    }

    @Test
    @DisplayName("An unanswered call expires")
    void unansweredCallExpires() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(user.poll(created).status()).isEqualTo(404);
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.EXPIRED);
    }

    @Test
    @DisplayName("A rule sets the code that the login page shows")
    void shownCodeCanBeSet() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.VOICE);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).code("004711"));

        assertThat(user.challenge().text("/factor_data/verification_token")).isEqualTo("004711");
    }
}
