package org.pulsebench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.pulsebench.data.Corpus;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.json.JsonFile;
import org.pulsebench.protocol.Selection;

/**
 * Takes a selection that was made before, in the place of the step that asks the model for one.
 *
 * @param selection as its file has it
 */
record PinnedStep(MachineClass machine, State base, Corpus corpus, Selection selection)
    implements Step {

  private static final String FILE = "selection.json";

  @Override
  public StepKey key() {
    return new StepInputs(machine)
        .put("state", base.identity())
        .put("corpus", corpus.digest())
        .put("pinned", selection.toJson().toString())
        .key(SelectStep.KIND);
  }

  @Override
  public String label() {
    return "%d pinned of %d".formatted(selection.best().size(), corpus.ids().size());
  }

  @Override
  public void compute(Path directory, Laboratory laboratory, StepProgress progress)
      throws IOException {
    JsonFile.write(selection.toJson(), directory.resolve(FILE));
  }
}
