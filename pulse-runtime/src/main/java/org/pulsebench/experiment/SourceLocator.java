package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.FetchEvent;
import org.pulsebench.data.hub.FetchSettings;
import org.pulsebench.data.hub.FetchedSource;
import org.pulsebench.data.hub.LocalSource;
import org.pulsebench.data.hub.Source;
import org.pulsebench.data.hub.SourceFetcher;
import org.pulsebench.experiment.Experiment.DataSource;

/**
 * Finds the model and the data of an experiment, and fetches what is not on this machine.
 *
 * <p>The user's own directories, and an exam's own file, are used where they are. All else goes
 * through the store of fetched files, {@value #DATA} in the store of steps, and is pinned by the
 * lock file; what is pinned and stored needs no network.
 */
final class SourceLocator {

  private static final String DATA = "data";
  private static final String EXAM = ".tsv";

  private final Experiment experiment;
  private final Map<Source, FetchedSource> fetched;

  private SourceLocator(Experiment experiment, Map<Source, FetchedSource> fetched) {
    this.experiment = experiment;
    this.fetched = fetched;
  }

  /**
   * Finds everything, and fetches what is missing.
   *
   * @param environment variables that name the Hub, its token and its cache
   * @throws BadInputException as {@link SourceFetcher#fetch} does
   * @throws EnvironmentException if a server, the network or the disk fails
   * @throws org.pulsebench.CancelledException if the work should stop; what has come is kept
   */
  static Located locate(
      Experiment experiment,
      Map<String, String> environment,
      EventSink events,
      Cancellation cancellation) {
    try (FetchProgress progress = new FetchProgress(events)) {
      return located(experiment, experiment.sources(), environment, progress, cancellation);
    }
  }

  /** Finds what is on this machine, without a network and without a change to the lock file. */
  static Located here(Experiment experiment) {
    try {
      return located(
          experiment,
          experiment.sources().withoutNetwork(),
          System.getenv(),
          event -> {},
          new Cancellation());
    } catch (BadInputException e) {
      return new Located(
          new ModelSource.NotHere(e.problem()),
          Materials.missing(e.problem()),
          List.of(),
          Optional.of(e.problem()));
    }
  }

  private static Located located(
      Experiment experiment,
      SourceSettings settings,
      Map<String, String> environment,
      Consumer<FetchEvent> events,
      Cancellation cancellation) {
    List<Source> elsewhere = elsewhere(experiment);
    Map<Source, FetchedSource> fetched = new LinkedHashMap<>();
    if (!elsewhere.isEmpty()) {
      FetchSettings fetching =
          FetchSettings.of(experiment.store().resolve(DATA), environment, System.getProperties())
              .withAccepted(settings.accepted())
              .withRenewed(settings.renewed())
              .withPresent(settings.present())
              .withOffline(settings.offline());
      List<FetchedSource> all =
          new SourceFetcher(fetching, events, cancellation).fetch(elsewhere, settings.lock());
      for (int i = 0; i < elsewhere.size(); i++) {
        fetched.put(elsewhere.get(i), all.get(i));
      }
    }
    return new SourceLocator(experiment, fetched).located();
  }

  /** Returns what has to be fetched or unpacked. */
  private static List<Source> elsewhere(Experiment experiment) {
    Stream<Source> model = experiment.checkpoint().stream();
    Stream<Source> data = Stream.empty();
    if (experiment.data() instanceof DataSource.Published published) {
      data = Stream.concat(Stream.of(published.people()), published.exam().stream());
    } else if (experiment.data() instanceof DataSource.Mlubench benchmark) {
      // Its reader takes the archive as it is.
      Stream<Source> archive =
          Stream.of(benchmark.archive()).filter(source -> !(source instanceof LocalSource));
      data = Stream.concat(archive, benchmark.exam().stream());
    }
    return Stream.concat(model, data).distinct().filter(source -> !isOwn(source)).toList();
  }

  private static boolean isOwn(Source source) {
    return source instanceof LocalSource local
        && (!Files.isRegularFile(local.path()) || local.path().toString().endsWith(EXAM));
  }

  private Located located() {
    return new Located(
        model(),
        materials(),
        fetched.values().stream().map(FetchedSource::pin).toList(),
        Optional.empty());
  }

  private ModelSource model() {
    Optional<FetchedSource> checkpoint = experiment.checkpoint().map(fetched::get);
    return checkpoint.isPresent()
        ? new ModelSource.Fetched(checkpoint.get().pin(), directory(checkpoint.get()))
        : ModelSource.of(experiment.checkpoint());
  }

  private Materials materials() {
    if (experiment.data() instanceof DataSource.Published data) {
      return Materials.published(place(data.people()), data.exam().map(this::exam), data.lenient());
    }
    if (experiment.data() instanceof DataSource.Mlubench data) {
      return Materials.mlubench(place(data.archive()), data.options(), data.exam().map(this::exam));
    }
    return Materials.embedded();
  }

  private Path place(Source source) {
    FetchedSource there = fetched.get(source);
    return there == null ? ((LocalSource) source).path() : directory(there);
  }

  /** Archives mostly hold one directory with all the rest in it. */
  private static Path directory(FetchedSource source) {
    List<Path> entries = entries(source.directory());
    return entries.size() == 1 && Files.isDirectory(entries.get(0))
        ? entries.get(0)
        : source.directory();
  }

  private Path exam(Source source) {
    Path place = place(source);
    if (!Files.isDirectory(place)) {
      return place;
    }
    List<Path> files =
        entries(place).stream().filter(file -> file.toString().endsWith(EXAM)).toList();
    if (files.size() != 1) {
      throw new BadInputException(
          new Problem(
              "An exam is one file",
              source.name() + ", " + place,
              files.isEmpty() ? "no *" + EXAM : files.size() + " of *" + EXAM,
              "one *" + EXAM + " in MMBench's format",
              "Name the file itself, or another source."));
    }
    return files.get(0);
  }

  private static List<Path> entries(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      all.sorted().forEach(entries::add);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(directory, e);
    }
    return entries;
  }
}
