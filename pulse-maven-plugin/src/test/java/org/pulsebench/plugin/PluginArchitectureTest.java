package org.pulsebench.plugin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.maven.plugins.annotations.Mojo;

@AnalyzeClasses(
    packages = "org.pulsebench.plugin",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PluginArchitectureTest {

  @ArchTest
  static final ArchRule nothing_that_computes_gets_into_mavens_own_process =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..",
              "org.duckdb..",
              "org.pulsebench.tensor..",
              "org.pulsebench.mini..",
              "org.pulsebench.model",
              "org.pulsebench.data.mllmu..",
              "org.pulsebench.data.mmbench..",
              "org.pulsebench.data.world..");

  @ArchTest
  static final ArchRule only_goals_know_maven_sessions_and_mojos =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.pulsebench.plugin.configuration..",
              "org.pulsebench.plugin.fork..",
              "org.pulsebench.plugin.gate..",
              "org.pulsebench.plugin.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..");

  @ArchTest
  static final ArchRule goals_are_named_after_themselves =
      classes()
          .that()
          .areAnnotatedWith(Mojo.class)
          .should()
          .haveSimpleNameEndingWith("Mojo")
          .andShould()
          .resideInAPackage("org.pulsebench.plugin");

  @ArchTest
  static final ArchRule the_gate_and_the_configuration_stand_alone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.pulsebench.plugin.configuration..", "org.pulsebench.plugin.gate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.pulsebench.plugin.fork..", "org.pulsebench.plugin.store..");
}
