package dev.mfabridge.onelogin.keycloak.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * QR code that an app scans. The server draws the code, so no other service sees the secret (S7). Follows Keycloak's
 * {@code TotpUtils}.
 */
final class QrCode {
    private static final int PIXELS = 246;

    private QrCode() {}

    /** Returns the text's QR code as a PNG in Base64, or empty if the text is too long for a QR code. */
    static Optional<String> png(String text) {
        try {
            var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, PIXELS, PIXELS);
            var out = new ByteArrayOutputStream();
            MatrixToImageWriter.writeToStream(matrix, "png", out);
            return Optional.of(Base64.getEncoder().encodeToString(out.toByteArray()));
        } catch (WriterException | IOException e) {
            return Optional.empty();
        }
    }
}
