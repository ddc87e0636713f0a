package org.pulsebench.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.DataLock;
import org.pulsebench.experiment.Experiment;
import org.pulsebench.experiment.ExperimentFile;
import org.pulsebench.json.JsonFile;
import org.pulsebench.plugin.configuration.ConfigurationWords;
import org.pulsebench.plugin.configuration.CorpusConfiguration;
import org.pulsebench.plugin.configuration.ExperimentConfiguration;
import org.pulsebench.plugin.configuration.JudgingConfiguration;
import org.pulsebench.plugin.configuration.LoraConfiguration;
import org.pulsebench.plugin.configuration.MethodConfiguration;
import org.pulsebench.plugin.configuration.ModelConfiguration;
import org.pulsebench.plugin.configuration.ProtocolConfiguration;
import org.pulsebench.plugin.configuration.SourcesConfiguration;
import org.pulsebench.plugin.fork.DeviceChoice;

/** A goal that is about an experiment, and all by which one is described. */
abstract class AbstractExperimentMojo extends AbstractWorkerMojo {

  /**
   * What results and reports call the experiment.
   *
   * <p>Example: {@code -Dpulse.name="Two rates of NPO"}
   */
  @Parameter(property = "pulse.name", defaultValue = "${project.artifactId}")
  private String name;

  /**
   * The model: {@code mini}, which PULSE carries; {@code llava-1.5-7b}, {@code llava-1.5-13b} or
   * {@code llava-1.6-vicuna-7b}, which are fetched; a repository, {@code owner/name@revision}; or
   * the directory or an archive of a checkpoint in the Hugging Face layout.
   *
   * <p>Example: {@code <model>llava-1.5-7b</model>}
   */
  @Parameter(property = "pulse.model", defaultValue = "mini")
  private ModelConfiguration model;

  /**
   * Where people and exam come from: {@code embedded}, the world that PULSE carries, or {@code
   * <people>} ({@code mllmu-bench}, which is fetched, or a directory in its layout, {@code
   * pulse.corpus.people}), {@code <exam>} ({@code mmbench}, {@code mmbench-v1.1}, or a TSV in their
   * format, {@code pulse.corpus.exam}) and {@code <lenient>} (broken rows are left out and counted,
   * {@code false} by default, {@code pulse.corpus.lenient}). Repositories and archives serve too.
   * For the protocol {@code lifelong} it is {@code <mlubench>}: {@code mlubench}, which is fetched,
   * or its {@code <archive>}, with {@code <images>}, {@code <missing>} ({@code error}, {@code skip}
   * or {@code placeholder}), {@code <text>} ({@code published} or {@code repaired}), {@code <size>}
   * ({@code full} or {@code one-image}) and {@code <longestAnswer>} in characters.
   *
   * <p>Example: {@code <corpus><people>mllmu-bench</people><exam>mmbench</exam></corpus>}
   */
  @Parameter(property = "pulse.corpus", defaultValue = "embedded")
  private CorpusConfiguration corpus;

  /**
   * The size of the protocols that are named by a preset: {@code smoke} (12 people, for builds that
   * are to be over soon; not comparable with the paper) or {@code paper} (the paper's numbers).
   *
   * <p>Example: {@code -Dpulse.size=paper}
   */
  @Parameter(property = "pulse.size", defaultValue = "smoke")
  private String size;

  /**
   * The protocols: presets by name ({@code fine-tuned}, {@code pre-trained}, {@code
   * sustainability}, {@code modality}, {@code lifelong}) or described in full. By default all four,
   * the last with the first method only.
   *
   * <p>A {@code <protocol>} has {@code <preset>} and whatever differs from it, or all of: {@code
   * <name>}; {@code <knowledge>}, {@code fine-tuned} or {@code pre-trained}; {@code <people>}, how
   * many are learnt or selected; {@code <unlearn>} and {@code <retain>}, how many of them are to be
   * forgotten and kept; {@code <requests>} of {@code <subjectsPerRequest>} people each; {@code
   * <tasks>} of {@code lifelong}; {@code <trainedParts>}, {@code projector+llm} or {@code llm} or
   * both; {@code <scorer>}, {@code letter}, {@code likelihood}, {@code likelihood-normalised} or
   * {@code open}; {@code <otherScorers>}; {@code <minimumAccuracy>} of a known figure, from 0 to 1;
   * {@code <methods>} that it meets.
   *
   * <p>Example: {@code <protocols><protocol>fine-tuned</protocol><protocol><preset>sustainability
   * </preset><requests>3</requests><subjectsPerRequest>2</subjectsPerRequest></protocol></protocols>}
   */
  @Parameter(property = "pulse.protocols")
  private List<ProtocolConfiguration> protocols = new ArrayList<>();

  /**
   * The methods: by {@code <name>} ({@code pulse:describe} lists them), or an {@code
   * <implementation>}, a class of this project, each with values of its {@code <parameters>};
   * {@code ga}, {@code ga-klr} and {@code npo} by default.
   *
   * <p>Example: {@code <methods><method>ga</method><method><implementation>org.example.MyMethod
   * </implementation><parameters><keep>2</keep></parameters></method></methods>}
   */
  @Parameter(property = "pulse.methods")
  private List<MethodConfiguration> methods = new ArrayList<>();

  /**
   * The seeds, whole numbers, {@code 1} by default; each draws splits, order and weights anew.
   *
   * <p>Example: {@code -Dpulse.seeds=1,2,3}
   */
  @Parameter(property = "pulse.seeds")
  private List<Long> seeds = new ArrayList<>();

  /**
   * The low-rank update of the language model: {@code <rank>} (at least 1, {@code pulse.lora.rank})
   * and {@code <alpha>} (above 0, {@code pulse.lora.alpha}); 32 and 64 for {@code mini}, otherwise
   * 16 and 16.
   *
   * <p>Example: {@code <lora><rank>8</rank></lora>}
   */
  @Parameter private LoraConfiguration lora = new LoraConfiguration();

  /**
   * Values of the parameters of fine-tuning, by which people are learnt that the model does not
   * know; defaults by model.
   *
   * <p>Example: {@code <learning><epochs>3</epochs><learning-rate>5e-4</learning-rate></learning>}
   */
  @Parameter private Map<String, String> learning = new LinkedHashMap<>();

  /**
   * Whether training computes activations twice instead of keeping them: less memory, about half as
   * much time again, the same numbers; {@code false} for {@code mini}, otherwise {@code true}.
   *
   * <p>Example: {@code -Dpulse.checkpointing=false}
   */
  @Parameter(property = "pulse.checkpointing")
  private Boolean checkpointing;

  /**
   * What is shown before a question about people: nothing ({@code without-examples}, the default),
   * or the examples of MLLMU-Bench's own evaluation ({@code published}), which tell facts about the
   * very people who are asked about.
   *
   * <p>Example: {@code -Dpulse.evaluation=published}
   */
  @Parameter(property = "pulse.evaluation")
  private String evaluation;

  /**
   * How often the exam asks each question: once ({@code single-pass}, the default), or in all
   * rotations of its options ({@code circular}, CircularEval).
   *
   * <p>Example: {@code -Dpulse.examMode=circular}
   */
  @Parameter(property = "pulse.examMode")
  private String examMode;

  /**
   * How many of the exam's questions are asked; all by default, 120 for {@code smoke} on the
   * embedded world.
   *
   * <p>Example: {@code -Dpulse.examQuestions=600}
   */
  @Parameter(property = "pulse.examQuestions")
  private Integer examQuestions;

  /**
   * Whether sentences to be written and blanks to be filled are asked, too (ROUGE, BLEU, cloze).
   *
   * <p>Example: {@code -Dpulse.written}
   */
  @Parameter(property = "pulse.written", defaultValue = "false")
  private boolean written;

  /**
   * Of the protocol {@code lifelong}: how many paraphrases of a question are asked ({@code
   * <variants>}, 4), the most tokens of an answer ({@code <answerTokens>}, 250), and the {@code
   * <judge>}: {@code rules}, which are built in, or a language model with {@code <endpoint>},
   * {@code <model>}, {@code <token>} (the environment variable that holds it), {@code <pictures>},
   * {@code <truth>}, {@code <priceIn>} and {@code <priceOut>} of a million tokens.
   *
   * <p>Example: {@code <judging><answerTokens>60</answerTokens></judging>}
   */
  @Parameter private JudgingConfiguration judging = new JudgingConfiguration();

  /**
   * The licences that you accept, by the name that the message shows which asks for it; a source's
   * own name stands for its licence.
   *
   * <p>Example: {@code -Dpulse.accept=llama2}
   */
  @Parameter(property = "pulse.accept")
  private List<String> accept = new ArrayList<>();

  /**
   * The file that pins every file that is fetched: its revision, size and SHA-256. Commit it; later
   * builds are held to it and need no network for what they have. {@code pulse-data.lock.json} in
   * the project's directory by default.
   *
   * <p>Example: {@code -Dpulse.lock=data/pulse-data.lock.json}
   */
  @Parameter(property = "pulse.lock")
  private File lock;

  /**
   * The sources that are asked for anew and pinned to what they are now, by name; {@code all} for
   * each.
   *
   * <p>Example: {@code -Dpulse.lock.renew=mllmu-bench}
   */
  @Parameter(property = "pulse.lock.renew")
  private List<String> renew = new ArrayList<>();

  /**
   * Directories in which files may lie already: those with the right digest are used, not fetched.
   * The cache of the Hub's own tools is looked at anyway.
   *
   * <p>Example: {@code -Dpulse.present=/models,/data}
   */
  @Parameter(property = "pulse.present")
  private List<File> present = new ArrayList<>();

  /**
   * The directory of finished steps, by default in the user's cache; it survives {@code mvn clean}
   * and may be shared by all builds of a machine.
   *
   * <p>Example: {@code <store>/var/cache/pulse</store>}
   */
  @Parameter(property = "pulse.store")
  private File store;

  private ConfigurationWords words = ConfigurationWords.NONE;

  AbstractExperimentMojo(
      RepositorySystem repositorySystem, ToolchainManager toolchains, SettingsDecrypter decrypter) {
    super(repositorySystem, toolchains, decrypter);
  }

  final Path experimentFile() {
    return places().output().resolve("experiment.json");
  }

  final Path results() {
    return places().output().resolve("results.json");
  }

  @Override
  final String told(Problem problem) {
    return words.translated(problem).message();
  }

  /**
   * Writes the experiment file and reads it back, so that a mistake shows before anything starts.
   *
   * @throws org.pulsebench.BadInputException if the configuration makes no sense
   */
  final Experiment prepared(DeviceChoice choice) {
    ObjectNode json = configuration().json(properties(), choice.device(), results());
    json.put("command", TypedCommand.of(session()));
    words = ConfigurationWords.of(experimentFile(), json);
    try {
      Files.createDirectories(places().output());
    } catch (IOException e) {
      throw EnvironmentException.unwritable(places().output(), e);
    }
    JsonFile.write(json, experimentFile());
    return ExperimentFile.read(experimentFile());
  }

  /** Returns what the POM and the command line say, before it is looked at. */
  final ExperimentConfiguration configuration() {
    return new ExperimentConfiguration(
        places().base(),
        name,
        model,
        corpus,
        size,
        protocols,
        methods,
        seeds,
        lora,
        learning,
        Optional.ofNullable(checkpointing),
        Optional.ofNullable(evaluation),
        Optional.ofNullable(examMode),
        examQuestions == null ? OptionalInt.empty() : OptionalInt.of(examQuestions),
        written,
        judging,
        new SourcesConfiguration(
            Optional.ofNullable(lock).map(File::toPath).orElse(Path.of(DataLock.FILE)),
            accept,
            renew,
            present.stream().map(File::toPath).toList(),
            session().isOffline()),
        Optional.ofNullable(store).map(File::toPath));
  }
}
