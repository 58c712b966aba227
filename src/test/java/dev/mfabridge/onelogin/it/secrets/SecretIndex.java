package dev.mfabridge.onelogin.it.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Index of many secrets, which finds each of them in one pass over a text. */
final class SecretIndex {

    private static final int BITS = 20;
    private static final int EXCERPT = 80;

    private final Map<Integer, List<KnownSecret>> byStart = new HashMap<>();
    private final BitSet starts = new BitSet(1 << BITS);

    SecretIndex(Collection<KnownSecret> secrets) {
        secrets.stream().filter(KnownSecret::isSearchable).distinct().forEach(secret -> {
            var hash = hash(secret.value(), 0);
            byStart.computeIfAbsent(hash, key -> new ArrayList<>()).add(secret);
            starts.set(bit(hash));
        });
    }

    int size() {
        return byStart.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Returns the secrets in a text, each with its place and the text around it.
     *
     * @param place the place of the text, such as the address of a page
     */
    List<String> leaksIn(String place, String text) {
        var leaks = new ArrayList<String>();
        for (var start = 0; start <= text.length() - KnownSecret.MIN_LENGTH; start++) {
            var hash = hash(text, start);
            if (starts.get(bit(hash))) {
                for (var secret : byStart.getOrDefault(hash, List.of())) {
                    if (secret.isAt(text, start)) {
                        leaks.add(secret.name() + " in " + place.replaceFirst("\\?.*", "") + ": "
                                + excerpt(text, start, secret));
                    }
                }
            }
        }
        return leaks;
    }

    private static String excerpt(String text, int start, KnownSecret secret) {
        var end = start + secret.value().length();
        return text.substring(Math.max(0, start - EXCERPT), Math.min(text.length(), end + EXCERPT))
                .replaceAll("\\s+", " ");
    }

    private static int hash(String text, int start) {
        var hash = 0;
        for (var i = start; i < start + KnownSecret.MIN_LENGTH; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    private static int bit(int hash) {
        return (hash * 0x9E3779B9) >>> (Integer.SIZE - BITS);
    }
}
