package org.pulsebench.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodIdentityTest {

  private static final String METHOD =
      "public class Mine extends Parent implements UnlearningMethod {"
          + " public MethodDescription description() {"
          + " return new MethodDescription(\"mine\", \"t\", \"p\", \"f\", java.util.List.of()); }"
          + " public Unlearned unlearn(UnlearningTask task) {"
          + " new Object() { int inner() { return %s; } }; return null; }"
          + " static class Nested { int value() { return %s; } } }";

  @TempDir Path directory;

  @Test
  void ours_have_the_version_of_the_runtime() {
    assertThat(MethodIdentity.of(new Npo(), "1.2.3")).isEqualTo(new MethodIdentity("npo", "1.2.3"));
    assertThat(MethodIdentity.of(CheckedMethod.of(new Npo()), "1.2.3").version())
        .isEqualTo("1.2.3");
  }

  @Test
  void fine_tuning_is_ours_too_so_that_another_compiler_does_not_make_everything_be_learnt_anew() {
    assertThat(MethodIdentity.of(CheckedMethod.of(new FineTuning()), "1.2.3").version())
        .isEqualTo("1.2.3");
  }

  @Test
  void a_users_method_has_the_digest_of_its_class_files() {
    MethodIdentity first = identity("first", "1", "1", "1");
    assertThat(first.name()).isEqualTo("mine");
    assertThat(first.version()).matches("sha256:[0-9a-f]{64}");
    assertThat(identity("same", "1", "1", "1")).isEqualTo(first);
  }

  @Test
  void a_change_in_an_anonymous_a_nested_or_a_parent_class_changes_it() {
    assertThat(
            List.of(
                identity("first", "1", "1", "1"),
                identity("anonymous", "2", "1", "1"),
                identity("nested", "1", "2", "1"),
                identity("parent", "1", "1", "2")))
        .doesNotHaveDuplicates();
  }

  private MethodIdentity identity(String name, String anonymous, String nested, String parent) {
    Path classes = directory.resolve(name);
    ClassLoader loader =
        new UserProject(classes)
            .with(
                "Mine",
                METHOD.formatted(anonymous, nested)
                    + " class Parent { int value() { return "
                    + parent
                    + "; } }")
            .loader();
    return MethodIdentity.of(Methods.find("org.example.Mine", loader), "1.2.3");
  }
}
