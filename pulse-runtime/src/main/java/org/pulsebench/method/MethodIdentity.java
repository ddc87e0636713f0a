package org.pulsebench.method;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

/**
 * What tells one method's results from another's: its name, and a version that changes with its
 * code.
 *
 * @param name as in its description
 * @param version of one of ours the runtime's version; of a user's method {@code sha256:} and the
 *     digest of its class files in hexadecimal
 */
public record MethodIdentity(String name, String version) {

  /**
   * Returns the identity of a method.
   *
   * <p>A user's method counts with its class, that class's nested classes, and its superclasses
   * outside the runtime with theirs. Other classes that it calls do not count: who changes only
   * those has to ask for a new run.
   *
   * @param runtimeVersion the version of PULSE
   * @throws EnvironmentException if a class file cannot be read
   */
  public static MethodIdentity of(UnlearningMethod method, String runtimeVersion) {
    Class<?> type = method instanceof CheckedMethod checked ? checked.type() : method.getClass();
    String name = method.description().name();
    return Methods.isBuiltIn(type)
        ? new MethodIdentity(name, runtimeVersion)
        : new MethodIdentity(name, "sha256:" + digest(type));
  }

  private static String digest(Class<?> type) {
    TreeSet<Class<?>> classes = new TreeSet<>(Comparator.comparing(Class::getName));
    for (Class<?> each = type; isUsers(each); each = each.getSuperclass()) {
      classes.addAll(List.of(each.getNestMembers()));
    }
    Sha256 digest = new Sha256();
    for (Class<?> each : classes) {
      digest.add(each.getName() + "\n");
      digest.add(HexFormat.of().parseHex(Sha256.of(classFile(each))));
    }
    return digest.finish();
  }

  /** The runtime's classes and the platform's have versions of their own. */
  private static boolean isUsers(Class<?> type) {
    return type.getClassLoader() != null
        && type.getClassLoader() != ClassLoader.getPlatformClassLoader()
        && !Methods.isBuiltIn(type);
  }

  private static byte[] classFile(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length()).replaceFirst("^\\.", "");
    try (InputStream in = type.getResourceAsStream(file + ".class")) {
      if (in == null) {
        throw unreadable(type, "no such resource", null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(type, e.toString(), e);
    }
  }

  private static EnvironmentException unreadable(Class<?> type, String found, Throwable cause) {
    return new EnvironmentException(
        new Problem(
            "The class file of a method cannot be read",
            "class " + type.getName(),
            found,
            "a class file that its class loader gives",
            "Put the method on the class path as a directory or a jar."),
        cause);
  }
}
