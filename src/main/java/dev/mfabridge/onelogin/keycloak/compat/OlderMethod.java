package dev.mfabridge.onelogin.keycloak.compat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Method of an older Keycloak that the newest one, which the extension is compiled against, no longer has. */
final class OlderMethod {
    private final Method method;

    private OlderMethod(Method method) {
        this.method = method;
    }

    /**
     * Finds a method.
     *
     * @throws IllegalStateException if the running Keycloak has no such method
     */
    static OlderMethod of(Class<?> type, String name, Class<?>... parameters) {
        try {
            return new OlderMethod(type.getMethod(name, parameters));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Keycloak has no method " + type.getName() + "." + name, e);
        }
    }

    /** Finds a method of a type that the newest Keycloak no longer has. */
    static OlderMethod of(String type, String name, Class<?>... parameters) {
        try {
            return of(Class.forName(type, false, OlderMethod.class.getClassLoader()), name, parameters);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Keycloak has no type " + type, e);
        }
    }

    /** Calls the method. Unchecked exceptions of the method, such as a response of JAX-RS, pass unchanged. */
    Object call(Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
