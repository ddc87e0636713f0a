package org.pulsebench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {

  /** The examples that NIST gives with FIPS 180-4, for one block and for two, and for nothing. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String TWO_BLOCKS =
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  private static final String OF_TWO_BLOCKS =
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir Path directory;

  @Test
  void bytes_texts_and_files_have_the_digests_of_the_standard() throws IOException {
    assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.of(TWO_BLOCKS.getBytes(UTF_8))).isEqualTo(OF_TWO_BLOCKS);
    assertThat(Sha256.of(Files.createFile(directory.resolve("empty")))).isEqualTo(OF_NOTHING);
    assertThat(Sha256.of(Files.writeString(directory.resolve("abc"), "abc"))).isEqualTo(OF_ABC);
  }

  @Test
  void what_comes_bit_by_bit_has_the_digest_of_the_whole() {
    Sha256 digest = new Sha256();

    digest.add("a").add(ByteBuffer.wrap(new byte[] {'x', 'b'}, 1, 1)).add(new byte[] {'c'});

    assertThat(digest.finish()).isEqualTo(OF_ABC);
    assertThat(digest.finish()).as("anew").isEqualTo(OF_NOTHING);
  }

  @Test
  void a_file_that_is_missing_is_left_to_the_caller_to_explain() {
    assertThatThrownBy(() -> Sha256.of(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba7816bf",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void a_text_of_another_form_is_no_digest(String text) {
    assertThat(Sha256.isDigest(text)).isFalse();
    assertThatThrownBy(() -> Sha256.require(text, "sha256"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sha256 is " + text + ", must be 64 hexadecimal digits");
  }

  @Test
  void a_digest_has_the_form_of_one() {
    assertThat(Sha256.require(OF_ABC, "sha256")).isEqualTo(OF_ABC);
  }
}
