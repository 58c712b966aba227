package dev.mfabridge.onelogin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mails with a link in the simulator. */
class MagicLinkTest {
    private static final String PAGE = "https://keycloak.example/back?a=b";
    private static final String REGISTRATION =
            "{\"factor_id\":77341,\"display_name\":\"x\",\"redirect_to\":\"%s\"}".formatted(PAGE);
    private static final String VERIFICATION = "{\"device_id\":%s,\"redirect_to\":\"" + PAGE + "\"}";

    @Test
    @DisplayName("An e-mail with a link has no code")
    void emailWithALinkHasNoCode() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);

        var created = user.register(REGISTRATION);

        assertThat(created.json().has("factor_data")).isFalse();
        var message = user.lastMessage();
        assertThat(message.kind()).isEqualTo("EMAIL_LINK");
        assertThat(message.to()).isEqualTo(user.user().email());
        assertThat(message.waitsFor()).isEqualTo(ExpectedResponse.LINK);
        assertThat(message.link()).matches("/_sim/links/[0-9A-Z]{32}");
        assertThat(message.code()).isNull();
        assertThat(message.text()).isEqualTo("Open this link to continue. It expires in 2 minutes.");
    }

    @Test
    @DisplayName("The link enrolls the device and leads back to the page")
    void linkEnrollsTheDeviceAndLeadsBackToThePage() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);
        var created = user.register(REGISTRATION);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");

        var click = open(user.lastMessage().link());

        assertThat(click.status()).isEqualTo(200);
        assertThat(click.body()).contains("content=\"2;url=" + PAGE + "\"");
        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).hasSize(1);
    }

    @Test
    @DisplayName("The link proves a later verification")
    void linkProvesALaterVerification() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL_LINK);
        var created = user.challenge(VERIFICATION.formatted(user.deviceId()));
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");

        SimulatorFixture.CONTROL.clickLink(user.id());

        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
        assertThat(user.lastMessage().state()).isEqualTo(Message.MessageState.ACCEPTED);
    }

    @Test
    @DisplayName("The simulator rejects a code for a link")
    void codeForALinkIsRejected() {
        var newcomer = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);
        var registration = newcomer.register(REGISTRATION);
        var regular = SimulatorFixture.userWith(SimulatedFactorType.EMAIL_LINK);
        var verification = regular.challenge(VERIFICATION.formatted(regular.deviceId()));

        assertThat(newcomer.answer(registration, "ABC123").status()).isEqualTo(422);
        assertThat(regular.answer(verification, "ABC123").status()).isEqualTo(422);
        assertThat(regular.poll(verification).text("/status")).isEqualTo("pending");
    }

    @Test
    @DisplayName("A link is valid once")
    void linkIsValidOnce() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);
        user.register(REGISTRATION);
        var link = user.lastMessage().link();
        open(link);

        assertThat(open(link).status()).isEqualTo(409);
    }

    @Test
    @DisplayName("An expired link proves nothing")
    void expiredLinkProvesNothing() {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);
        var created = user.register(REGISTRATION);
        SimulatorFixture.CONTROL.expirePending(user.id());

        assertThat(open(user.lastMessage().link()).status()).isEqualTo(409);
        assertThat(user.poll(created).status()).isEqualTo(404);
        assertThat(SimulatorFixture.CONTROL.devicesOf(user.id())).isEmpty();
    }

    @Test
    @DisplayName("An unknown link is not found")
    void unknownLinkIsNotFound() {
        assertThat(open("/_sim/links/X").text("/error")).isEqualTo("There is no such link");
    }

    @ParameterizedTest
    @DisplayName("The simulator rejects a redirect to anything but a web page")
    @ValueSource(strings = {"", "back", "/back", "javascript:alert(1)", "https:back", "https://a b"})
    void redirectToAnythingButAWebPageIsRejected(String page) {
        var user = SimulatorFixture.userOffered(SimulatedFactorType.EMAIL_LINK);

        var reply = user.register(REGISTRATION.replace(PAGE, page));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text("/message")).contains("redirect_to");
        assertThat(SimulatorFixture.CONTROL.messagesTo(user.id())).isEmpty();
    }

    private static ApiCaller.CallerResponse open(String link) {
        return SimulatorFixture.API.exchange(SimulatorFixture.API.request(link));
    }

    @Test
    @DisplayName("A redirect doesn't turn a code into a link")
    void redirectDoesNotTurnACodeIntoALink() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL);

        var created = user.challenge(VERIFICATION.formatted(user.deviceId()));

        assertThat(user.lastMessage().waitsFor()).isEqualTo(ExpectedResponse.CODE);
        assertThat(user.poll(created).text("/status")).isEqualTo("pending");
        assertThat(user.answer(created, user.lastCode()).text("/status")).isEqualTo("accepted");
    }

    @Test
    @DisplayName("A link without a redirect shows only its success page")
    void linkWithoutARedirectShowsItsSuccessPage() {
        var user = SimulatorFixture.userWith(SimulatedFactorType.EMAIL_LINK);
        var created = user.challenge();

        var click = open(user.lastMessage().link());

        assertThat(click.body()).contains("Success").doesNotContain("refresh");
        assertThat(user.poll(created).text("/status")).isEqualTo("accepted");
    }
}
