package org.pulsebench.method;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/** Finds methods: ours, and those in a user's class path. */
public final class Methods {

  private static final List<UnlearningMethod> BUILT_IN =
      List.of(new Ga(), new GaKlr(), new Npo(), new Gd(), new Kl(), new Po(), new Lumoe());

  private Methods() {}

  /** Returns the methods that come with PULSE. */
  public static List<CheckedMethod> builtIn() {
    return BUILT_IN.stream().map(CheckedMethod::of).toList();
  }

  /**
   * Returns the methods that come with PULSE, and those that the class path offers as services.
   *
   * @param loader of the user's class path, in which {@link UnlearningMethod} is ours
   * @throws BadInputException if a service cannot be made, or has the name of another method
   */
  public static List<CheckedMethod> all(ClassLoader loader) {
    List<CheckedMethod> all = new ArrayList<>(builtIn());
    try {
      for (UnlearningMethod service : ServiceLoader.load(UnlearningMethod.class, loader)) {
        CheckedMethod method = CheckedMethod.of(service);
        all.stream()
            .filter(other -> other.description().name().equals(method.description().name()))
            .findFirst()
            .ifPresent(other -> refuseSameName(other, method));
        all.add(method);
      }
    } catch (ServiceConfigurationError e) {
      throw new BadInputException(
          new Problem(
              "A method that the class path offers as a service cannot be made",
              "META-INF/services/" + UnlearningMethod.class.getName(),
              e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")"),
              "public classes with a public constructor without arguments",
              "Correct the file or the class, or leave its jar out."),
          e);
    }
    return List.copyOf(all);
  }

  /**
   * Finds a method by name or class: first among ours, then among the services of the class path,
   * then as a class.
   *
   * @param nameOrClass such as {@code npo} or {@code org.example.MyMethod}
   * @param loader of the user's class path, in which {@link UnlearningMethod} is ours
   * @throws BadInputException if there is no such method, or its class cannot be made
   */
  public static CheckedMethod find(String nameOrClass, ClassLoader loader) {
    for (CheckedMethod method : builtIn()) {
      if (method.description().name().equals(nameOrClass)) {
        return method;
      }
    }
    List<CheckedMethod> all = all(loader);
    for (CheckedMethod method : all) {
      if (method.description().name().equals(nameOrClass)) {
        return method;
      }
    }
    return CheckedMethod.of(instantiate(load(nameOrClass, loader, all)));
  }

  /** Fine-tuning is ours, too, though nobody asks for it by name. */
  static boolean isBuiltIn(Class<?> type) {
    return type == FineTuning.class
        || BUILT_IN.stream().anyMatch(method -> method.getClass() == type);
  }

  private static void refuseSameName(CheckedMethod one, CheckedMethod other) {
    throw new BadInputException(
        new Problem(
            "Two methods have the same name",
            "class " + other.type().getName(),
            "the name " + other.description().name(),
            "another name than " + one.type().getName() + " has",
            "Rename the method in its description."));
  }

  private static Class<?> load(String name, ClassLoader loader, List<CheckedMethod> all) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      List<String> names = all.stream().map(method -> method.description().name()).toList();
      throw new BadInputException(
          new Problem(
              "There is no such method",
              "method " + name,
              "\"" + name + "\", neither a method nor a class",
              NearNames.expected(name, names) + ", or a class of the class path",
              "Correct the name, or add the jar that holds the class."),
          e);
    } catch (LinkageError e) {
      throw unusable(name, e.toString(), "a class that loads", e);
    }
  }

  private static UnlearningMethod instantiate(Class<?> type) {
    String name = type.getName();
    if (!UnlearningMethod.class.isAssignableFrom(type)) {
      throw unusable(name, kind(type), "a class that implements " + contract(), null);
    }
    String expected = "a public class with a public constructor without arguments";
    try {
      return (UnlearningMethod) type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw unusable(name, e.getCause() + " from its constructor", "a new method", e.getCause());
    } catch (NoSuchMethodException e) {
      throw unusable(name, "no such constructor", expected, e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw unusable(name, "an abstract or hidden class", expected, e);
    } catch (LinkageError e) {
      throw unusable(name, e.toString(), "a class that loads", e);
    }
  }

  /** The same interface from a second copy of the runtime is another one. */
  private static String kind(Class<?> type) {
    boolean copy =
        Arrays.stream(type.getInterfaces()).map(Class::getName).anyMatch(contract()::equals);
    return copy
        ? "a class that implements another copy of that interface"
        : "a class that does not";
  }

  private static String contract() {
    return UnlearningMethod.class.getName();
  }

  private static BadInputException unusable(
      String name, String found, String expected, Throwable cause) {
    return new BadInputException(
        new Problem(
            "The class of a method cannot be used",
            "class " + name,
            found,
            expected,
            "Correct the class, and compile it against this version of PULSE."),
        cause);
  }
}
