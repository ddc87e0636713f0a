package org.pulsebench.plugin.gate;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The element {@code <gate>}: what results have to keep, for {@code pulse:check}.
 *
 * <pre>{@code
 * <gate>
 *   <baseline>src/pulse/baseline.json</baseline>
 *   <rules>
 *     <rule>
 *       <name>forgets the people</name>
 *       <protocol>fine-tuned</protocol>
 *       <set>unlearn</set>
 *       <maximum>40</maximum>
 *     </rule>
 *     <rule>
 *       <name>keeps its general ability</name>
 *       <protocol>fine-tuned</protocol>
 *       <set>exam</set>
 *       <maximumLoss>3</maximumLoss>
 *     </rule>
 *   </rules>
 * </gate>
 * }</pre>
 *
 * <p>All violations are told at once. A number that is not there fails, whatever the reason: a
 * metric that was not measured, a share of nothing, a request that diverged, a baseline of another
 * model. Where one of four reasons is to be a warning for a time, the element that is named after
 * it says {@code warn}. Better results than those of the baseline never fail.
 */
public final class GateConfiguration {

  /**
   * The file that {@code pulse:baseline} wrote, for the rules with {@code <maximumLoss>}. Type: a
   * file, relative to the project. Default: none. Example: {@code
   * <baseline>src/pulse/baseline.json</baseline>}. Property: {@code pulse.gate.baseline}.
   */
  File baseline;

  /**
   * Whether a violation fails the build; otherwise it warns. Type: {@code true} or {@code false}.
   * Default: {@code true}. Example: {@code <haltOnFailure>false</haltOnFailure>}. Property: {@code
   * pulse.gate.haltOnFailure}.
   */
  Boolean haltOnFailure;

  /**
   * What comes of a file of results that is not there. Type: {@code fail} or {@code warn}. Default:
   * {@code fail}. Example: {@code <missingResults>warn</missingResults>}.
   */
  String missingResults;

  /**
   * What comes of a protocol, method or metric that the results do not have. Type: {@code fail} or
   * {@code warn}. Default: {@code fail}. Example: {@code <missingMetric>warn</missingMetric>}.
   */
  String missingMetric;

  /**
   * What comes of a baseline that is not there, or lacks the metric. Type: {@code fail} or {@code
   * warn}. Default: {@code fail}. Example: {@code <missingBaseline>warn</missingBaseline>}.
   */
  String missingBaseline;

  /**
   * What comes of a figure that there cannot be, such as a share of an accuracy of 0. Type: {@code
   * fail} or {@code warn}. Default: {@code fail}. Example: {@code
   * <undefinedMetric>warn</undefinedMetric>}.
   */
  String undefinedMetric;

  /**
   * The rules. Type: a list of {@link RuleConfiguration}. Default: none; at least one is needed.
   */
  List<RuleConfiguration> rules = new ArrayList<>();

  /** Returns the file of the baseline, if one is named. */
  public Optional<Path> baseline() {
    return Optional.ofNullable(baseline).map(File::toPath);
  }
}
