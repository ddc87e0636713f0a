package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class MethodsTest {

  private static final ClassLoader OURS = MethodsTest.class.getClassLoader();

  private static final String NAMED =
      "public class %s implements UnlearningMethod {"
          + " public MethodDescription description() {"
          + " return new MethodDescription(\"%s\", \"t\", \"p\", \"f\", java.util.List.of()); }"
          + " public Unlearned unlearn(UnlearningTask task) { return null; } %s }";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "ga, org.pulsebench.method.Ga",
    "ga-klr, org.pulsebench.method.GaKlr",
    "npo, org.pulsebench.method.Npo"
  })
  void ours_are_found_by_name_and_by_class(String name, String type) {
    assertThat(Methods.find(name, OURS).type().getName()).isEqualTo(type);
    assertThat(Methods.find(type, OURS).description().name()).isEqualTo(name);
  }

  @Test
  void a_class_of_a_users_own_is_found_by_its_name() {
    ClassLoader loader = UserProject.withGradientDifference(directory).loader();
    CheckedMethod method = Methods.find(UserProject.GRADIENT_DIFFERENCE, loader);
    assertThat(method.description().name()).isEqualTo("grad-diff");
    assertThat(method.description().parameter("alpha").orElseThrow().defaultValue()).isEqualTo(1.0);
    assertThat(method.description().parameter("epochs")).isPresent();
    assertThat(method.type().getClassLoader()).isSameAs(loader);
    assertThatThrownBy(() -> Methods.find(UserProject.GRADIENT_DIFFERENCE, OURS))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void a_service_is_found_by_the_name_it_gives_itself() {
    ClassLoader loader =
        UserProject.withGradientDifference(directory)
            .offering(UserProject.GRADIENT_DIFFERENCE)
            .loader();
    assertThat(Methods.find("grad-diff", loader).type().getName())
        .isEqualTo(UserProject.GRADIENT_DIFFERENCE);
    assertThat(Methods.all(loader))
        .extracting(method -> method.description().name())
        .containsExactly("ga", "ga-klr", "npo", "gd", "kl", "po", "lumoe", "grad-diff");
  }

  @Test
  void an_unknown_name_is_told_with_those_that_are_near_and_those_there_are() {
    ClassLoader loader =
        UserProject.withGradientDifference(directory)
            .offering(UserProject.GRADIENT_DIFFERENCE)
            .loader();
    assertThatThrownBy(() -> Methods.find("grad_dif", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            There is no such method: method grad_dif
              found "grad_dif", neither a method nor a class; \
            expected one of ga, ga-klr, npo, gd, kl, po, lumoe, grad-diff (near: grad-diff), or a class of the class path
              Correct the name, or add the jar that holds the class.""");
  }

  @Test
  void two_services_of_one_name_are_refused() {
    ClassLoader loader =
        new UserProject(directory)
            .with("One", NAMED.formatted("One", "mine", ""))
            .with("Other", NAMED.formatted("Other", "mine", ""))
            .offering("org.example.One", "org.example.Other")
            .loader();
    assertThatThrownBy(() -> Methods.all(loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Two methods have the same name: class org.example.Other")
        .hasMessageContaining("another name than org.example.One has");
  }

  @Test
  void a_service_with_the_name_of_one_of_ours_is_refused_but_ours_is_still_found() {
    ClassLoader loader =
        new UserProject(directory)
            .with("Mine", NAMED.formatted("Mine", "npo", ""))
            .offering("org.example.Mine")
            .loader();
    assertThat(Methods.find("npo", loader).type()).isEqualTo(Npo.class);
    assertThatThrownBy(() -> Methods.find("mine", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("another name than org.pulsebench.method.Npo has");
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.example.Missing", "org.example.Mine"})
  void a_service_that_cannot_be_made_is_refused(String service) {
    ClassLoader loader =
        new UserProject(directory)
            .with(
                "Mine",
                NAMED.formatted("Mine", "mine", "public Mine() { throw new Error(\"broken\"); }"))
            .offering(service)
            .loader();
    assertThatThrownBy(() -> Methods.find("mine", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A method that the class path offers as a service cannot be made")
        .hasMessageContaining(service);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.String", "org.example.Mine"})
  void a_class_that_is_no_method_is_refused(String type) {
    ClassLoader loader = new UserProject(directory).with("Mine", "public class Mine { }").loader();
    assertThatThrownBy(() -> Methods.find(type, loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The class of a method cannot be used: class " + type)
        .hasMessageContaining(
            "found a class that does not; expected a class that implements "
                + "org.pulsebench.method.UnlearningMethod");
  }

  @Test
  void a_method_that_implements_another_copy_of_the_interface_is_told_so() {
    URL ours = UnlearningMethod.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] both = {directory(directory), ours};
    new UserProject(directory).with("Mine", NAMED.formatted("Mine", "mine", ""));
    ClassLoader apart = new URLClassLoader(both, ClassLoader.getPlatformClassLoader());
    assertThatThrownBy(() -> Methods.find("org.example.Mine", apart))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found a class that implements another copy of that interface");
  }

  private static URL directory(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public Mine(int x) { }|found no such constructor",
        "private Mine() { }|found no such constructor",
        "public Mine() { throw new IllegalStateException(\"broken\"); }"
            + "|found java.lang.IllegalStateException: broken from its constructor",
        "static { if (true) throw new IllegalStateException(\"early\"); }"
            + "|found java.lang.ExceptionInInitializerError",
      })
  void a_class_that_cannot_be_made_is_refused(String member, String found) {
    ClassLoader loader =
        new UserProject(directory).with("Mine", NAMED.formatted("Mine", "mine", member)).loader();
    assertThatThrownBy(() -> Methods.find("org.example.Mine", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("The class of a method cannot be used: class org.example.Mine")
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abstract class", "final class"})
  void an_abstract_or_hidden_class_is_refused(String kind) {
    String visibility = kind.startsWith("abstract") ? "public " : "";
    ClassLoader loader =
        new UserProject(directory)
            .with(
                "Mine",
                NAMED
                    .formatted("Mine", "mine", "public Mine() { }")
                    .replace("public class", visibility + kind))
            .loader();
    assertThatThrownBy(() -> Methods.find("org.example.Mine", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found an abstract or hidden class; expected a public class");
  }

  @Test
  void a_description_that_breaks_its_rules_is_told_by_class() {
    ClassLoader loader =
        new UserProject(directory).with("Mine", NAMED.formatted("Mine", "My Method", "")).loader();
    assertThatThrownBy(() -> Methods.find("org.example.Mine", loader))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A method does not describe itself: class org.example.Mine")
        .hasMessageContaining("\"My Method\", must be words in lower case joined by hyphens");
  }
}
