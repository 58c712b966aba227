package dev.mfabridge.onelogin.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Form and size of the packaged jar. */
class PackagedJarIT {
    private static final Path JAR = Path.of(System.getProperty("keycloak.provider"));

    /** The size of version 1.0 and three languages more. A larger jar is a decision, so it also changes this number. */
    private static final long MAX_BYTES = 1_150_000;

    @Test
    @DisplayName("The jar is at most 1,150 kB")
    void jarHasALimitedSize() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(MAX_BYTES);
    }

    @Test
    @DisplayName("The jar starts with its manifest, and has no entries for folders")
    void jarHasNoFolders() throws IOException {
        try (var stream = new JarInputStream(Files.newInputStream(JAR));
                var jar = new JarFile(JAR.toFile())) {
            assertThat(stream.getManifest()).isNotNull();
            assertThat(jar.stream().filter(ZipEntry::isDirectory)).isEmpty();
        }
    }

    @Test
    @DisplayName("Each class with code has its source file and lines, so that a stack trace names them")
    void stackTracesNameFilesAndLines() throws IOException {
        var incomplete = new ArrayList<String>();
        try (var jar = new JarFile(JAR.toFile())) {
            for (var entry : jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList()) {
                try (var in = jar.getInputStream(entry)) {
                    var debugInfo = new DebugInfo();
                    new ClassReader(in).accept(debugInfo, 0);
                    if (!debugInfo.isComplete()) {
                        incomplete.add(entry.getName());
                    }
                }
            }
        }

        assertThat(incomplete).isEmpty();
    }

    /** Whether a class has code, its source file and the lines of its code. */
    private static final class DebugInfo extends ClassVisitor {
        private boolean hasSource;
        private boolean hasCode;
        private boolean hasLines;

        DebugInfo() {
            super(Opcodes.ASM9);
        }

        boolean isComplete() {
            return hasSource && hasLines || !hasCode;
        }

        @Override
        public void visitSource(String source, String debug) {
            hasSource = source != null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitCode() {
                    hasCode = true;
                }

                @Override
                public void visitLineNumber(int line, Label start) {
                    hasLines = true;
                }
            };
        }
    }
}
