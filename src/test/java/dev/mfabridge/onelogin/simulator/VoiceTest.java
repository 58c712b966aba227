package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoiceTest {
    @Test
    void anEnrolmentCallsAndTellsTheCallerAloneTheCode() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);

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
    void theCodeTypedIntoThePhoneEnrolsTheDevice() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.asked(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(user.asked(created).text("/device_id"));
    }

    @Test
    void aWrongCodeTypedIntoThePhoneEndsTheEnrolment() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.REJECTED);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    void anEnrolmentCannotBeAnsweredWithACodeAtTheApi() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);
        var created = user.register(SimulatedFactorType.VOICE);

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @Test
    void anEnrolmentNeedsAPhone() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);
        SimulatorFixture.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(SimulatedFactorType.VOICE).text("/message")).contains("phone number");
    }

    @Test
    void aVerifiedNumberIsEnrolledWithoutACallAndWithoutACode() {
        var user = SimulatorFixture.somebodyOffered(SimulatedFactorType.VOICE);

        var reply = user.register("{\"factor_id\":58960,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.json().has("factor_data")).isFalse();
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void aLaterChallengeIsProvedByTheCodeTypedIntoThePhone() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        var created = user.challenge();
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.asked(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    void aWrongCodeTypedIntoThePhoneRejectsTheChallenge() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    void hangingUpRejectsTheChallenge() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.deny(user.id());

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    void aChallengeCannotBeAnsweredWithACodeAtTheApi() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @Test
    void aCallThatNobodyAnswersIsGoneInTheEnd() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        var created = user.challenge();

        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(user.asked(created).status()).isEqualTo(404);
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.EXPIRED);
    }

    @Test
    void theCodeToShowCanBeChosen() {
        var user = SimulatorFixture.somebodyWith(SimulatedFactorType.VOICE);
        SimulatorFixture.CONTROL.behave(BehaviorRule.onUser(user.id()).code("004711"));

        assertThat(user.challenge().text("/factor_data/verification_token")).isEqualTo("004711");
    }
}
