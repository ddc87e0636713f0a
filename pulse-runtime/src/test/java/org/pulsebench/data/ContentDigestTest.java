package org.pulsebench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;

class ContentDigestTest {

  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path root;

  @Test
  void is_the_sha_256_of_fips_180() throws Exception {
    Path file = Files.writeString(root.resolve("abc"), "abc");

    assertThat(ContentDigest.ofFile(file)).isEqualTo(OF_ABC);
    assertThat(ContentDigest.version(OF_ABC)).isEqualTo("sha256-ba7816bf8f01");
  }

  @Test
  void of_several_files_is_that_of_what_sha256sum_prints_for_them_by_path() throws Exception {
    Path later = Files.createDirectories(root.resolve("b")).resolve("abc");
    Path first = root.resolve("abc");
    Files.writeString(later, "abc");
    Files.writeString(first, "abc");

    String printed = OF_ABC + "  abc\n" + OF_ABC + "  b/abc\n";
    assertThat(ContentDigest.ofFiles(root, List.of(later, first), List.of()))
        .isEqualTo(Sha256.of(printed));
    assertThat(ContentDigest.ofFiles(root, List.of(first, later), List.of("option x")))
        .isEqualTo(Sha256.of(printed + "option x\n"));
  }

  @Test
  void a_file_that_cannot_be_read_is_told() {
    Path missing = root.resolve("missing");

    assertThatThrownBy(() -> ContentDigest.ofFile(missing))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be read: " + missing);
  }

  @Test
  void digests_that_are_known_are_taken_as_they_are() {
    Path root = Path.of("root");

    assertThat(ContentDigest.ofFiles(root, List.of(root.resolve("a")), List.of(), file -> OF_ABC))
        .isEqualTo(Sha256.of(OF_ABC + "  a\n"));
  }
}
