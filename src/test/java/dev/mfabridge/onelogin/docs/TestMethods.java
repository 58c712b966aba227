package dev.mfabridge.onelogin.docs;

import static org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Names of all tests of the project, such as {@code StateCodecTest#proofIsNeverReadBack}. */
final class TestMethods {
    private static final Set<String> NAMES = ReflectionSupport.streamAllClassesInPackage(
                    "dev.mfabridge.onelogin", type -> true, name -> name.matches(".*(Test|IT)"))
            .flatMap(TestMethods::namesIn)
            .collect(Collectors.toSet());

    private TestMethods() {}

    static boolean contain(String name) {
        return NAMES.contains(name);
    }

    private static Stream<String> namesIn(Class<?> type) {
        return ReflectionSupport.findMethods(type, TestMethods::isTest, TOP_DOWN).stream()
                .map(method -> type.getSimpleName() + "#" + method.getName());
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }
}
