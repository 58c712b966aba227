package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** Mail server of a test, which receives Keycloak's e-mails with links. */
final class Mailbox {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        mail.start();
    }

    /** Returns the settings of a realm that sends its e-mails here. */
    Map<String, String> smtpServer() {
        return Map.of(
                "host", "localhost", "port", String.valueOf(mail.getSmtp().getPort()), "from", "keycloak@example.com");
    }

    /** Returns the link in the latest e-mail to the user. */
    URI linkTo(TestUser user) {
        var text = textTo(user);
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return URI.create(link.group());
    }

    /** Returns the latest e-mail to the user, with its headers. */
    String textTo(TestUser user) {
        return Arrays.stream(mail.getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(message -> message.contains("To: " + user.email()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("No mail to " + user.email()))
                .replace("=\r\n", "")
                .replace("=3D", "=");
    }

    void stop() {
        mail.stop();
    }
}
