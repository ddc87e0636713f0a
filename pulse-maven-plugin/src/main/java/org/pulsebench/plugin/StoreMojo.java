package org.pulsebench.plugin;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.plugin.store.StoreAction;

/**
 * Lists what is in the store, verifies every byte of it, or prunes what has not been used for some
 * time or is too much.
 */
@Mojo(name = "store", requiresProject = false, threadSafe = true)
public final class StoreMojo extends AbstractPulseMojo {

  /** Skips this goal. */
  @Parameter(property = "pulse.store.skip", defaultValue = "false")
  private boolean skipStore;

  /**
   * The directory of finished steps, by default in the user's cache.
   *
   * <p>Example: {@code <store>/var/cache/pulse</store>}
   */
  @Parameter(property = "pulse.store")
  private File store;

  /**
   * What to do: {@code list}, {@code verify} or {@code prune}.
   *
   * <p>Example: {@code -Dpulse.store.action=verify}
   */
  @Parameter(property = "pulse.store.action", defaultValue = "list")
  private String action;

  /**
   * To prune: steps that were not used for so long go, a number with {@code s}, {@code m}, {@code
   * h} or {@code d}.
   *
   * <p>Example: {@code -Dpulse.store.olderThan=30d}
   */
  @Parameter(property = "pulse.store.olderThan")
  private String olderThan;

  /**
   * To prune: the least recently used go until the others are no larger together, a number with
   * {@code kB}, {@code MB}, {@code GB} or {@code TB} (powers of 1,000).
   *
   * <p>Example: {@code -Dpulse.store.maximumSize=10GB}
   */
  @Parameter(property = "pulse.store.maximumSize")
  private String maximumSize;

  @Override
  boolean isSkipped() {
    return skipStore;
  }

  @Override
  void executeGoal() throws MojoFailureException {
    StoreAction wanted =
        StoreAction.of(action, Optional.ofNullable(olderThan), Optional.ofNullable(maximumSize));
    Path place =
        store == null
            ? StepStore.defaultDirectory(System.getenv(), System.getProperties())
            : store.toPath();
    try (StepStore opened = StepStore.open(place)) {
      StoreAction.Outcome outcome = wanted.on(opened);
      outcome.lines().forEach(getLog()::info);
      getLog().info("Store " + place + ": " + outcome.summary());
      if (!outcome.isSound()) {
        throw new MojoFailureException("The store " + place + " has damage: " + outcome.summary());
      }
    }
  }
}
