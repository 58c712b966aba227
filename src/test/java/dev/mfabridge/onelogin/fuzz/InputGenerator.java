package dev.mfabridge.onelogin.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Generator of inputs from seeds. The same seed of the random numbers gives the same inputs. */
final class InputGenerator {
    private static final int MAX_CHANGES = 3;
    private static final int MAX_PIECE = 24;
    private static final int MAX_LENGTH = 64 * 1024;
    private static final List<byte[]> WORDS = List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ",",
                    ":",
                    "null",
                    "true",
                    "false",
                    "0",
                    "200",
                    "401",
                    "\n",
                    "~",
                    "-1",
                    "1e999",
                    "\"status\":\"accepted\"",
                    "\"error\":true",
                    "accepted",
                    "rejected",
                    "pending",
                    "proven",
                    "\\u0000",
                    "99999999999999999999",
                    "+49 171 1234567",
                    "ann@example.com",
                    "\u0660\u0661",
                    "\u202e",
                    "\u0000",
                    "\ud83d\ude00")
            .stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final List<byte[]> seeds;
    private final Random random;

    InputGenerator(FuzzSeeds seeds, long seed) {
        this.seeds = List.copyOf(seeds.files().values());
        this.random = new Random(seed);
    }

    /** Returns a seed with some changes, or random bytes. */
    byte[] next() {
        if (random.nextInt(20) == 0) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        var input = any(seeds);
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            input = change(input);
        }
        return input;
    }

    private byte[] change(byte[] input) {
        var at = random.nextInt(input.length + 1);
        var end = Math.min(input.length, at + random.nextInt(MAX_PIECE));
        return switch (random.nextInt(10)) {
            case 0 -> replace(input, at, end, new byte[0]);
            case 1 -> replace(input, at, at, any(WORDS));
            case 2 -> replace(input, at, end, any(WORDS));
            case 3 -> replace(input, at, at, piece(input));
            case 4 -> replace(input, at, end, piece(any(seeds)));
            case 5 -> replace(input, at, Math.min(input.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            default -> withOtherWord(input);
        };
    }

    /** Replaces a whole word by a word of a seed, so that the form of the input stays. */
    private byte[] withOtherWord(byte[] input) {
        var from = wordStart(input);
        return replace(input, from, wordEnd(input, from), wordOf(any(seeds)));
    }

    private byte[] wordOf(byte[] input) {
        var from = wordStart(input);
        return Arrays.copyOfRange(input, from, wordEnd(input, from));
    }

    private int wordStart(byte[] input) {
        var start = random.nextInt(input.length + 1);
        while (start > 0 && Character.isLetterOrDigit(input[start - 1])) {
            start--;
        }
        return start;
    }

    private static int wordEnd(byte[] input, int start) {
        var end = start;
        while (end < input.length && Character.isLetterOrDigit(input[end])) {
            end++;
        }
        return end;
    }

    private byte[] piece(byte[] input) {
        var start = random.nextInt(input.length + 1);
        var end = Math.min(input.length, start + random.nextInt(MAX_PIECE * 4));
        return Arrays.copyOfRange(input, start, end);
    }

    private byte[] any(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] replace(byte[] input, int from, int to, byte[] with) {
        var result = new ByteArrayOutputStream(input.length + with.length);
        result.write(input, 0, from);
        result.writeBytes(with);
        result.write(input, to, input.length - to);
        return result.size() > MAX_LENGTH ? input : result.toByteArray();
    }
}
