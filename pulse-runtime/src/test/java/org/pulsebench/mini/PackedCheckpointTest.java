package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.mini.PackedCheckpoint.Resources;

class PackedCheckpointTest {

  private static final String ROOT = "/made/up/";

  @TempDir Path directory;
  private Path checkpoint;
  private Path resources;
  private Path cache;

  @BeforeEach
  void pack() throws IOException {
    checkpoint = Files.createDirectory(directory.resolve("checkpoint"));
    Files.writeString(checkpoint.resolve("config.json"), "{}");
    Files.write(checkpoint.resolve("model.safetensors"), new byte[100_000]);
    resources = directory.resolve("resources");
    cache = directory.resolve("cache");
    MiniModel.pack(checkpoint, resources);
  }

  private Optional<InputStream> open(String name) throws IOException {
    Path file = resources.resolve(name);
    return Files.exists(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
  }

  private PackedCheckpoint packed() {
    return packed(this::open);
  }

  private static PackedCheckpoint packed(Resources resources) {
    return new PackedCheckpoint(ROOT, resources);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void a_checkpoint_is_unpacked_into_a_directory_named_by_its_digest() throws Exception {
    Path installed = packed().install(cache);
    String lines =
        sha256("{}".getBytes(StandardCharsets.UTF_8))
            + "  config.json\n"
            + sha256(new byte[100_000])
            + "  model.safetensors\n";
    assertThat(installed)
        .isEqualTo(cache.resolve("mini-" + sha256(lines.getBytes(StandardCharsets.UTF_8))));
    assertThat(names(installed)).containsExactly("config.json", "model.safetensors");
    for (String name : names(installed)) {
      assertThat(installed.resolve(name)).hasSameBinaryContentAs(checkpoint.resolve(name));
    }
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  void the_second_time_nothing_is_unpacked() throws IOException {
    Path installed = packed().install(cache);
    Path again =
        packed(
                name -> {
                  assertThat(name).isEqualTo("manifest.json");
                  return open(name);
                })
            .install(cache);
    assertThat(again).isEqualTo(installed);
  }

  @Test
  void a_damaged_file_is_told_by_both_digests_and_unpacked_again_once_deleted() throws Exception {
    Path installed = packed().install(cache);
    Path file = installed.resolve("config.json");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> packed().install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "A file of the unpacked model is damaged: %s\n  found 2 bytes with SHA-256 %s; expected"
                    .formatted(file, sha256(Files.readAllBytes(file)))
                + " 2 bytes with SHA-256 %s\n  Delete the directory %s; it is unpacked again."
                    .formatted(sha256("{}".getBytes(StandardCharsets.UTF_8)), installed));
    Files.delete(file);
    assertThatThrownBy(() -> packed().install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("A file of the unpacked model is missing: " + file);
    Files.delete(installed.resolve("model.safetensors"));
    Files.delete(installed);
    assertThat(packed().install(cache).resolve("config.json")).hasContent("{}");
  }

  @Test
  void a_file_that_does_not_belong_there_is_refused_unless_it_is_hidden() throws IOException {
    Path installed = packed().install(cache);
    Files.writeString(installed.resolve(".listing"), "of a file manager");
    assertThat(packed().install(cache)).isEqualTo(installed);
    Path stray = Files.writeString(installed.resolve("chat_template.json"), "{}");
    assertThatThrownBy(() -> packed().install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("A file of the unpacked model is unknown: " + stray)
        .hasMessageContaining("expected config.json, model.safetensors");
  }

  @Test
  void a_damaged_resource_leaves_nothing_behind() throws Exception {
    byte[] shorter = new byte[99_999];
    Files.write(resources.resolve("model.safetensors"), shorter);
    assertThatThrownBy(() -> packed().install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "A file of the embedded model is damaged: /made/up/model.safetensors\n"
                + "  found 99999 bytes with SHA-256 %s; expected 100000 bytes with SHA-256 %s\n"
                    .formatted(sha256(shorter), sha256(new byte[100_000]))
                + "  The jar is damaged: delete pulse-runtime from the local repository and fetch"
                + " it again.");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void a_resource_that_is_missing_or_unreadable_is_named() {
    assertThatThrownBy(() -> packed(name -> Optional.empty()).install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("A file of the embedded model is missing: /made/up/manifest.json");
    Resources broken =
        name -> {
          if (name.equals("config.json")) {
            throw new ZipException("invalid block type");
          }
          return open(name);
        };
    assertThatThrownBy(() -> packed(broken).install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("A file of the embedded model is unreadable: /made/up/config.json")
        .hasMessageContaining("invalid block type")
        .hasMessageContaining("The jar is damaged");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void a_damaged_manifest_is_refused_and_leads_out_of_no_directory() {
    String digest = "0".repeat(64);
    for (String files :
        List.of(
            "7",
            "[]",
            "[{\"name\": \"../escape\", \"size\": 1, \"sha256\": \"" + digest + "\"}]",
            "[{\"name\": \"a\", \"size\": -1, \"sha256\": \"" + digest + "\"}]",
            "[{\"name\": \"a\", \"size\": 1, \"sha256\": \"0\"}]")) {
      assertThatThrownBy(() -> withManifest("{\"files\": " + files + "}").install(cache))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("/made/up/manifest.json, field files")
          .hasMessageContaining("The jar is damaged");
    }
    assertThatThrownBy(() -> withManifest("{\"files\": ").install(cache))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File is not valid JSON: ")
        .hasMessageContaining("The jar is damaged");
    assertThat(cache).doesNotExist();
  }

  private static PackedCheckpoint withManifest(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return packed(name -> Optional.of(new ByteArrayInputStream(bytes)));
  }

  @Test
  void who_is_overtaken_while_unpacking_takes_what_the_other_unpacked() throws IOException {
    Path[] first = new Path[1];
    Resources slow =
        name -> {
          if (name.equals("model.safetensors")) {
            first[0] = packed().install(cache);
          }
          return open(name);
        };
    assertThat(packed(slow).install(cache)).isEqualTo(first[0]);
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  void several_may_install_at_once() throws Exception {
    int threads = 4;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Path>> installed = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        installed.add(
            executor.submit(
                () -> {
                  start.await();
                  return packed().install(cache);
                }));
      }
      Path expected = packed().install(cache);
      for (Future<Path> one : installed) {
        assertThat(one.get()).isEqualTo(expected);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(names(cache)).hasSize(1);
  }

  @Test
  void a_cache_that_cannot_be_written_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThatThrownBy(() -> packed().install(file))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The model cannot be written: " + file);
    assertThat(file).hasContent("text");
  }

  @Test
  void packing_again_replaces_what_was_packed() throws IOException {
    byte[] manifest = Files.readAllBytes(resources.resolve("manifest.json"));
    MiniModel.pack(checkpoint, resources);
    assertThat(resources.resolve("manifest.json")).hasBinaryContent(manifest);
    Files.move(checkpoint.resolve("model.safetensors"), checkpoint.resolve("other.safetensors"));
    MiniModel.pack(checkpoint, resources);
    assertThat(names(resources))
        .containsExactly("config.json", "manifest.json", "other.safetensors");
  }

  @Test
  void a_directory_with_other_files_is_not_packed_into() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "dear");
    assertThatThrownBy(() -> MiniModel.pack(checkpoint, other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("other files than a packed checkpoint's: " + other)
        .hasMessageContaining("thesis.txt");
    assertThat(names(other)).containsExactly("thesis.txt");
  }

  @Test
  void a_checkpoint_of_other_than_plain_files_is_not_packed() throws IOException {
    Path inner = Files.createDirectory(checkpoint.resolve("onnx"));
    assertThatThrownBy(() -> MiniModel.pack(checkpoint, resources))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The checkpoint cannot be packed: " + inner);
    Files.delete(inner);
    Path hidden = Files.writeString(checkpoint.resolve(".hidden"), "");
    assertThatThrownBy(() -> MiniModel.pack(checkpoint, resources))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The checkpoint cannot be packed: " + hidden);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> MiniModel.pack(empty, resources))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("The checkpoint cannot be packed: " + empty);
    assertThat(names(resources)).hasSize(3);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
