package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.TinyCheckpoint;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.ModelLayout;
import org.pulsebench.model.config.ParameterSpec;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.image.ImageProcessorConfig;
import org.pulsebench.model.image.RgbImage;
import org.pulsebench.model.text.ConversationTemplate;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;

class MiniArchitectureTest {

  private static final Sizes TINY =
      new Sizes(32, 16, 16, 32, 2, 2, 32, 48, 2, 4, 64, false, true);

  @TempDir Path directory;

  private int write(Path target, Sizes sizes) {
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(List.of("the cat", "the hat", "the cat"), 8);
    int size =
        TokenizerFiles.write(
            target, vocabulary, List.of("USER:", "ASSISTANT:"), sizes.maxPositions());
    MiniArchitecture.writeInitial(target, new RandomStream(3), size, sizes);
    return size;
  }

  @Test
  void what_is_written_loads_as_any_checkpoint_and_answers_about_an_image() {
    write(directory, TINY);
    try (Checkpoint checkpoint = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      assertThat(checkpoint.conversation()).contains(ConversationTemplate.HF_LLAVA);
      assertThat(checkpoint.imageProcessor()).isPresent();
      assertThat(checkpoint.model().config().imageTokens()).isEqualTo(4);
      assertThat(checkpoint.tokenizer().bosId()).hasValue(0);
      assertThat(checkpoint.tokenizer().eosId()).hasValue(1);
      assertThat(checkpoint.tokenizer().padId()).hasValue(2);
    }
  }
}
