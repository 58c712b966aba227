package dev.mfabridge.onelogin.references;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Class as its file declares it.
 *
 * @param name the internal name, such as {@code java/lang/String}
 * @param access the access flags of the class file format
 * @param parent the internal name of the superclass, null for {@code Object}
 * @param interfaces the internal names of the direct interfaces
 * @param members the access flags of each method and field, by its name and descriptor
 * @param source the file that has the class
 */
record DeclaredClass(
        String name,
        int access,
        String parent,
        List<String> interfaces,
        Map<String, Integer> members,
        ClassReader source) {

    static DeclaredClass read(byte[] file) {
        var source = new ClassReader(file);
        var reader = new Reader();
        source.accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        return new DeclaredClass(
                source.getClassName(),
                reader.access,
                source.getSuperName(),
                List.of(source.getInterfaces()),
                Map.copyOf(reader.members),
                source);
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    boolean isDeprecated() {
        return isDeprecated(access);
    }

    static boolean isDeprecated(int access) {
        return (access & Opcodes.ACC_DEPRECATED) != 0;
    }

    /** Returns the internal names of the superclass and of the direct interfaces. */
    Stream<String> parents() {
        return Stream.concat(Stream.ofNullable(parent), interfaces.stream());
    }

    /** Visitor that collects the flags. ASM has the deprecation of a class or member among them. */
    private static final class Reader extends ClassVisitor {
        private final Map<String, Integer> members = new HashMap<>();
        private int access;

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int flags, String name, String signature, String parent, String[] interfaces) {
            access = flags;
        }

        @Override
        public MethodVisitor visitMethod(int flags, String name, String descriptor, String signature, String[] thrown) {
            members.put(name + descriptor, flags);
            return null;
        }

        @Override
        public FieldVisitor visitField(int flags, String name, String descriptor, String signature, Object value) {
            members.put(name + ":" + descriptor, flags);
            return null;
        }
    }
}
