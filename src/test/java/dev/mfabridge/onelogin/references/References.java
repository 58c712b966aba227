package dev.mfabridge.onelogin.references;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What the constant pool of a class file refers to. The Java Virtual Machine Specification, 4.4, has its format.
 *
 * @param types internal names of classes, also of those in descriptors
 * @param members methods and fields, each as the owner, {@code #}, and the name and descriptor
 */
record References(Set<String> types, Set<String> members) {
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    static References of(DeclaredClass type) {
        var found = new References(new TreeSet<>(), new TreeSet<>());
        var pool = type.source();
        var buffer = new char[pool.getMaxStringLength()];
        for (var index = 1; index < pool.getItemCount(); index++) {
            var offset = pool.getItem(index);
            if (offset > 0) {
                found.add(pool, offset, buffer);
            }
        }
        type.members().keySet().forEach(member -> found.addDescriptor(member.replaceFirst("^[^(:]*:?", "")));
        return found;
    }

    private void add(ClassReader pool, int offset, char[] buffer) {
        switch (pool.readByte(offset - 1)) {
            case CLASS -> addType(Type.getObjectType(pool.readUTF8(offset, buffer)));
            case FIELD -> addMember(pool, offset, buffer, ":");
            case METHOD, INTERFACE_METHOD -> addMember(pool, offset, buffer, "");
            case NAME_AND_TYPE -> addDescriptor(pool.readUTF8(offset + 2, buffer));
            case METHOD_TYPE -> addDescriptor(pool.readUTF8(offset, buffer));
            default -> {
                // A number, a text, or a combination of entries that are read by themselves.
            }
        }
    }

    private void addMember(ClassReader pool, int offset, char[] buffer, String separator) {
        var owner = pool.readClass(offset, buffer);
        var nameAndType = pool.getItem(pool.readUnsignedShort(offset + 2));
        if (!owner.startsWith("[")) {
            members.add(owner + "#" + pool.readUTF8(nameAndType, buffer) + separator
                    + pool.readUTF8(nameAndType + 2, buffer));
        }
    }

    private void addDescriptor(String descriptor) {
        if (descriptor.startsWith("(")) {
            addType(Type.getReturnType(descriptor));
            for (var argument : Type.getArgumentTypes(descriptor)) {
                addType(argument);
            }
        } else {
            addType(Type.getType(descriptor));
        }
    }

    private void addType(Type type) {
        var element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            types.add(element.getInternalName());
        }
    }
}
