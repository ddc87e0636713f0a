package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.pulsebench.plugin.gate.GateConfiguration;

/** A goal that is about results and what they have to keep. */
abstract class AbstractGateMojo extends AbstractPulseMojo {

  /**
   * The results, by default {@code results.json} where PULSE writes what it makes.
   *
   * <p>Example: {@code -Dpulse.results=archive/results.json}
   */
  @Parameter(property = "pulse.results")
  private File results;

  /**
   * What the results have to keep: {@code <rules>}, a {@code <baseline>} ({@code
   * pulse.gate.baseline}) and whether a violation fails the build, {@code <haltOnFailure>} ({@code
   * true} by default, {@code pulse.gate.haltOnFailure}).
   *
   * <p>A rule names a number by {@code <protocol>}, {@code <method>} (every one by default), {@code
   * <trainedParts>}, {@code <set>} ({@code unlearn}, {@code retain} or {@code exam}), {@code
   * <modality>} ({@code multimodal} or {@code text}; together by default), {@code <metric>} ({@code
   * accuracy} by default, {@code derived} or {@code area}), {@code <requests>} (after how many; the
   * last by default) and {@code <scorer>} (the protocol's by default), and bounds it, in per cent,
   * by at least one of {@code <minimum>}, {@code <maximum>}, {@code <maximumLoss>} (against the
   * baseline, in points or relative: {@code 5 %}) and {@code <within>} (points around the published
   * value). {@code <require>} is {@code mean} by default, {@code interval} or {@code worst}.
   *
   * <p>Example: {@code <gate><rules><rule><protocol>fine-tuned</protocol><method>npo</method>
   * <set>unlearn</set><maximum>40</maximum></rule></rules></gate>}
   */
  @Parameter private GateConfiguration gate = new GateConfiguration();

  final GateConfiguration gate() {
    return gate;
  }

  final Path results() {
    return results == null
        ? places().output().resolve("results.json")
        : places().base().resolve(results.toPath());
  }

  /** Returns the baseline that a property names. */
  final Optional<Path> baselineProperty() {
    return properties().value("pulse.gate.baseline").map(places().base()::resolve);
  }
}
