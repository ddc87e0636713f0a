package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.pulsebench");

  private final ArchitectureRules rules = new ArchitectureRules("org.pulsebench");

  @Test
  void every_package_belongs_to_a_layer() {
    rules.noStrayPackage().check(RUNTIME);
  }

  @Test
  void layers_use_only_the_layers_below() {
    rules.downwardsOnly().check(RUNTIME);
  }

  @Test
  void the_root_uses_no_layer() {
    rules.rootUsesNoLayer().check(RUNTIME);
  }

  @Test
  void packages_form_no_cycle() {
    rules.noCycle().check(RUNTIME);
  }

  @Test
  void nothing_knows_maven() {
    rules.noMaven().check(RUNTIME);
  }

  @Test
  void only_tensor_touches_borrowed_memory() {
    rules.borrowedMemoryOnlyInTensor().check(RUNTIME);
  }

  @Test
  void what_builds_use_needs_no_engine() {
    rules.pureWhereBuildsUseIt().check(RUNTIME);
  }

  /** Each rule against a small world that breaks it: a rule that finds nothing there is deaf. */
  @Nested
  class Violations {

    private static final JavaClasses WORLD =
        new ClassFileImporter().importPackages("org.pulsebench.fixture");

    private final ArchitectureRules rules = new ArchitectureRules("org.pulsebench.fixture");

    @Test
    void a_package_outside_the_layers_is_found() {
      assertOnlyViolators(rules.noStrayPackage(), "stray.Drawer");
    }

    @Test
    void an_upward_dependency_is_found() {
      assertOnlyViolators(rules.downwardsOnly(), "data.KnowsModel");
    }

    @Test
    void a_root_that_uses_a_layer_is_found() {
      assertOnlyViolators(rules.rootUsesNoLayer(), "RootKnowsModel");
    }

    @Test
    void a_cycle_within_a_layer_is_found() {
      assertThat(report(rules.noCycle()))
          .anyMatch(line -> line.contains("method.first") && line.contains("method.second"));
    }

    @Test
    void a_use_of_maven_is_found() {
      assertOnlyViolators(rules.noMaven(), "worker.KnowsMaven");
    }

    @Test
    void borrowed_memory_outside_tensor_is_found() {
      assertOnlyViolators(
          rules.borrowedMemoryOnlyInTensor(),
          "model.CreatesArrays",
          "model.FillsArrays",
          "model.CallsNativeCode");
    }

    @Test
    void what_reaches_the_model_in_a_build_is_found() {
      assertOnlyViolators(rules.pureWhereBuildsUseIt(), "RootKnowsModel", "protocol.ReachesModel");
    }

    private void assertOnlyViolators(ArchRule rule, String... violators) {
      List<String> names =
          List.of(violators).stream().map(name -> "<org.pulsebench.fixture." + name).toList();
      assertThat(report(rule))
          .isNotEmpty()
          .allMatch(line -> names.stream().anyMatch(line::contains), "names a violator");
      assertThat(names)
          .allMatch(name -> report(rule).stream().anyMatch(line -> line.contains(name)));
    }

    private List<String> report(ArchRule rule) {
      return rule.evaluate(WORLD).getFailureReport().getDetails();
    }
  }
}
