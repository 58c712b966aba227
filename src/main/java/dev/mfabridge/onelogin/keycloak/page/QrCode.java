package dev.mfabridge.onelogin.keycloak.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Draws what an app scans, on the server: nobody else sees it. Follows Keycloak's {@code TotpUtils}. */
final class QrCode {
    private static final int PIXELS = 246;

    private QrCode() {}

    /** @return a PNG in Base64, or empty when there is too much to draw */
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
