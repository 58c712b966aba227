package dev.mfabridge.onelogin.simulator;

import java.util.Map;

/** Chooses how a factor is proved, and makes the codes and tokens for it. */
final class Proofs {
    private Proofs() {}

    static Proof toEnrol(SimulatedUser user, SimulatedDevice device, Delivery delivery, Effect effect) {
        var factor = device.kind();
        if (factor.equals(FactorType.PROTECT)) {
            var token = code(factor, effect);
            return new Proof.Pairing(token, AppCodes.pairingUrl(user, token));
        }
        if (factor.equals(FactorType.AUTHENTICATOR)) {
            return new Proof.AppCode(Map.of("totp_url", AppCodes.url(user, device)));
        }
        return bySomethingSent(factor, delivery, effect);
    }

    static Proof toSignIn(FactorType factor, Delivery delivery, Effect effect) {
        if (factor.equals(FactorType.PROTECT)) {
            return new Proof.Push();
        }
        if (factor.equals(FactorType.AUTHENTICATOR)) {
            return new Proof.AppCode(Map.of());
        }
        return bySomethingSent(factor, delivery, effect);
    }

    private static Proof bySomethingSent(FactorType factor, Delivery delivery, Effect effect) {
        if (factor.equals(FactorType.VOICE)) {
            return new Proof.PhoneCall(code(factor, effect));
        }
        if (factor.equals(FactorType.EMAIL_LINK)) {
            return new Proof.MagicLink(Code.unguessable(), delivery.redirectTo().orElse(""));
        }
        return new Proof.SentCode(code(factor, effect));
    }

    private static String code(FactorType factor, Effect effect) {
        return effect.of(Aspect.CODE).orElseGet(() -> Code.of(factor));
    }
}
