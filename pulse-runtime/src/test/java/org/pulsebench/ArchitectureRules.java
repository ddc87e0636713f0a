package org.pulsebench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which packages may know each other, for the packages under one root.
 *
 * @param root the package that holds the layers; the tests of the rules have a root of their own
 */
record ArchitectureRules(String root) {

  /** The layers, highest first: each may use those after it and no other. */
  private static final List<String> LAYERS =
      List.of(
          "worker",
          "experiment",
          "results",
          "protocol",
          "method",
          "mini",
          "evaluation",
          "model",
          "tensor",
          "data",
          "json");

  ArchRule noStrayPackage() {
    List<String> known = new ArrayList<>(layers(LAYERS));
    known.add(root);
    return classes()
        .should()
        .resideInAnyPackage(known.toArray(String[]::new))
        .because("the packages of the runtime are listed in CONTRIBUTING.md");
  }

  ArchRule downwardsOnly() {
    List<ArchRule> rules = new ArrayList<>();
    for (int i = 1; i < LAYERS.size(); i++) {
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(layer(LAYERS.get(i)))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(layers(LAYERS.subList(0, i)).toArray(String[]::new))
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules)
        .as("each of the layers " + String.join(" > ", LAYERS) + " uses only those after it");
  }

  ArchRule rootUsesNoLayer() {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(layers(LAYERS).toArray(String[]::new))
        .because("every layer uses the root");
  }

  ArchRule noCycle() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("two packages that need each other are one")
        .allowEmptyShould(true);
  }

  ArchRule noMaven() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.maven..")
        .because("the runtime also runs where there is no Maven");
  }

  /**
   * Arrays made or filled by DJL point into memory that the Java object owns, and native code that
   * outlives the object then reads freed memory. Only {@code tensor} knows when to copy.
   */
  ArchRule borrowedMemoryOnlyInTensor() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(layer("tensor"))
        .should()
        .dependOnClassesThat(type(NDManager.class).or(resideInAPackage("ai.djl.pytorch..")))
        .orShould()
        .callMethodWhere(describe("the target is NDArray.set", ArchitectureRules::isNdArraySet))
        .because("such arrays borrow the memory of a Java object");
  }

  /**
   * A build that starts workers uses some classes in its own process, where no engine and no reader
   * of data sets is on the class path. Sizes of models may name the engine's shapes: nobody asks
   * for them there.
   */
  ArchRule pureWhereBuildsUseIt() {
    DescribedPredicate<JavaClass> heavy =
        resideInAnyPackage(
            "ai.djl..", "org.duckdb..", "com.drew..", layer("tensor"), layer("model"));
    return noClasses()
        .that(resideInAnyPackage(root, layer("json"), layer("protocol"), root + ".results.."))
        .or(resideInAPackage(root + ".experiment.store.."))
        .or(resideInAnyPackage(root + ".data.hub..", root + ".data.archive.."))
        .or(
            resideInAnyPackage(root + ".experiment", root + ".worker")
                .and(describe("are used by builds", type -> isUsedByBuilds(type.getSimpleName()))))
        .should(new Reach(heavy, resideInAPackage(root + ".model.config..")))
        .because("builds use them without the engine");
  }

  private static boolean isUsedByBuilds(String name) {
    return name.startsWith("Event") && !name.equals("EventChannel")
        || List.of("Phase", "ConsoleProgress", "ProgressOutput", "StreamOutput", "Terminal")
            .contains(name)
        || name.equals("ExitCode");
  }

  private static boolean isNdArraySet(JavaMethodCall call) {
    return call.getName().equals("set") && assignableTo(NDArray.class).test(call.getTargetOwner());
  }

  private String layer(String name) {
    return root + "." + name + "..";
  }

  private List<String> layers(List<String> names) {
    return names.stream().map(this::layer).toList();
  }
}
