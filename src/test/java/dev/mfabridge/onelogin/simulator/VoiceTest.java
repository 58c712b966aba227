package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VoiceTest {
    @Test
    void anEnrolmentCallsAndTellsTheCallerAloneTheCode() {
        var user = Account.somebodyOffered(FactorType.VOICE);

        var created = user.register(FactorType.VOICE);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/factor_data/verification_token")).matches("[0-9]{6}");
        var call = user.lastMessage();
        assertThat(call.kind()).isEqualTo("VOICE");
        assertThat(call.to()).isEqualTo(user.user().phone());
        assertThat(call.waitsFor()).isEqualTo(WaitsFor.PHONE_CODE);
        assertThat(call.state()).isEqualTo(Message.State.OPEN);
        assertThat(Json.tree(call).has("code")).isFalse();
        assertThat(call.text()).doesNotContain(created.text("/factor_data/verification_token"));
    }

    @Test
    void theCodeTypedIntoThePhoneEnrolsTheDevice() {
        var user = Account.somebodyOffered(FactorType.VOICE);
        var created = user.register(FactorType.VOICE);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");

        Account.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.asked(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.State.ACCEPTED);
        assertThat(Account.CONTROL.devicesOf(user.id()))
                .extracting(SimulatedDevice::deviceId)
                .containsExactly(user.asked(created).text("/device_id"));
    }

    @Test
    void aWrongCodeTypedIntoThePhoneEndsTheEnrolment() {
        var user = Account.somebodyOffered(FactorType.VOICE);
        var created = user.register(FactorType.VOICE);

        Account.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
        assertThat(user.lastMessage().state()).isEqualTo(Message.State.REJECTED);
        assertThat(Account.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    void anEnrolmentCannotBeAnsweredWithACodeAtTheApi() {
        var user = Account.somebodyOffered(FactorType.VOICE);
        var created = user.register(FactorType.VOICE);

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @Test
    void anEnrolmentNeedsAPhone() {
        var user = Account.somebodyOffered(FactorType.VOICE);
        Account.CONTROL.addUser(user.user().withNoPhone());

        assertThat(user.register(FactorType.VOICE).text("/message")).contains("phone number");
    }

    @Test
    void aVerifiedNumberIsEnrolledWithoutACallAndWithoutACode() {
        var user = Account.somebodyOffered(FactorType.VOICE);

        var reply = user.register("{\"factor_id\":58960,\"display_name\":\"x\",\"verified\":true}");

        assertThat(reply.text("/status")).isEqualTo("accepted");
        assertThat(reply.json().has("factor_data")).isFalse();
        assertThat(Account.CONTROL.messagesTo(user.id())).isEmpty();
    }

    @Test
    void aLaterChallengeIsProvedByTheCodeTypedIntoThePhone() {
        var user = Account.somebodyWith(FactorType.VOICE);
        var created = user.challenge();
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");

        Account.CONTROL.typeIntoPhone(user.id(), created.text("/factor_data/verification_token"));

        assertThat(user.asked(created).text("/status")).isEqualTo("accepted");
    }

    @Test
    void aWrongCodeTypedIntoThePhoneRejectsTheChallenge() {
        var user = Account.somebodyWith(FactorType.VOICE);
        var created = user.challenge();

        Account.CONTROL.typeIntoPhone(user.id(), "no");

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    void hangingUpRejectsTheChallenge() {
        var user = Account.somebodyWith(FactorType.VOICE);
        var created = user.challenge();

        Account.CONTROL.deny(user.id());

        assertThat(user.asked(created).text("/status")).isEqualTo("rejected");
    }

    @Test
    void aChallengeCannotBeAnsweredWithACodeAtTheApi() {
        var user = Account.somebodyWith(FactorType.VOICE);
        var created = user.challenge();

        assertThat(user.answer(created, created.text("/factor_data/verification_token"))
                        .status())
                .isEqualTo(422);
        assertThat(user.asked(created).text("/status")).isEqualTo("pending");
    }

    @Test
    void aCallThatNobodyAnswersIsGoneInTheEnd() {
        var user = Account.somebodyWith(FactorType.VOICE);
        var created = user.challenge();

        Account.CONTROL.expirePending(user.id());

        assertThat(user.asked(created).status()).isEqualTo(404);
        assertThat(user.lastMessage().state()).isEqualTo(Message.State.EXPIRED);
    }

    @Test
    void theCodeToShowCanBeChosen() {
        var user = Account.somebodyWith(FactorType.VOICE);
        Account.CONTROL.behave(Behaviour.onUser(user.id()).code("004711"));

        assertThat(user.challenge().text("/factor_data/verification_token")).isEqualTo("004711");
    }
}
