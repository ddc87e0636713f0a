package org.pulsebench.data.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.data.hub.content.DigestKind;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.content.HubCache;

class SourceFetcherTest {

  private static final int SIZE = 5 * FetchBench.PIECE + 123;

  @TempDir Path directory;
  private FetchBench bench;

  @BeforeEach
  void start() {
    bench = new FetchBench(directory);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void fetches_the_files_of_a_model_and_leaves_out_what_it_does_not_read() throws IOException {
    FakeContent weights = bench.model(SIZE);
    FetchedSource fetched = bench.fetch();
    assertThat(Files.readAllBytes(fetched.directory().resolve("model.safetensors")))
        .isEqualTo(weights.bytes());
    assertThat(fetched.pin().files())
        .extracting(PinnedFile::path)
        .containsExactly("README.md", "config.json", "model.safetensors", "tokenizer.json");
    assertThat(fetched.pin().revision()).isEqualTo(FakeHub.COMMIT);
    assertThat(bench.hub.requests("pytorch_model.bin")).isZero();
  }

  @Test
  void a_second_build_needs_no_network() throws IOException {
    bench.model(SIZE);
    FetchedSource first = bench.fetch();
    byte[] lock = Files.readAllBytes(bench.lock);
    bench.hub.close();
    FetchedSource second = bench.fetch();
    assertThat(second).isEqualTo(first);
    assertThat(Files.readAllBytes(bench.lock)).isEqualTo(lock);
  }

  @Test
  void the_lock_file_has_the_same_bytes_wherever_it_is_written() throws IOException {
    bench.model(SIZE);
    bench.fetch();
    FetchBench other = new FetchBench(directory.resolve("other"));
    Files.createDirectories(other.directory);
    try (other) {
      other.model(SIZE);
      other.fetch();
      assertThat(other.lock).hasSameBinaryContentAs(bench.lock);
    }
    assertThat(Files.readString(bench.lock)).doesNotContain("\r").endsWith("}\n");
  }

  @Test
  void offline_names_what_is_missing() {
    bench.model(SIZE);
    bench.fetch();
    bench.settings =
        new FetchBench(directory.resolve("empty"))
            .settings
            .withAccess(bench.settings.access())
            .withOffline(true);
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no server may be asked")
        .hasMessageContaining("README.md")
        .hasMessageContaining("nothing with sha256")
        .hasMessageContaining("without -o");
  }

  @Test
  void offline_without_a_lock_says_that_nothing_is_pinned() {
    bench.settings = bench.settings.withOffline(true);
    assertThatThrownBy(bench::fetch).hasMessageContaining("a source that no lock file pins");
  }

  @Test
  void a_lock_that_pins_another_revision_disagrees_until_it_is_renewed() {
    bench.model(SIZE);
    bench.fetch();
    Source other =
        new HubSource(
            FetchBench.source().name(),
            SourceKind.MODEL,
            FetchBench.MODEL,
            "v2",
            HubSource.MODEL_FILES,
            Optional.empty());
    assertThatThrownBy(() -> bench.fetch(other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Lock file pins something else")
        .hasMessageContaining(
            "at v2 in the configuration; expected model lab/tiny-llava-hf at main")
        .hasMessageContaining("-Dpulse.lock.renew=" + other.name());
    bench.settings = bench.settings.withRenewed(Set.of(other.name()));
    assertThat(bench.fetch(other).pin().requested()).isEqualTo("v2");
  }

  @Test
  void bytes_other_than_the_pinned_ones_are_never_published() throws IOException {
    FakeContent weights = bench.model(SIZE);
    bench.fetch();
    String wrong = "f".repeat(64);
    Files.writeString(bench.lock, Files.readString(bench.lock).replace(weights.sha256(), wrong));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File has other bytes than its publisher says")
        .hasMessageContaining(weights.sha256())
        .hasMessageContaining(wrong);
    assertThat(bench.settings.store().resolve("content/ff/" + wrong)).doesNotExist();
    assertThat(bench.settings.store().resolve("partial")).isEmptyDirectory();
  }

  @Test
  void a_damaged_lock_file_is_named_with_its_field() throws IOException {
    bench.model(SIZE);
    bench.fetch();
    Files.writeString(
        bench.lock, Files.readString(bench.lock).replace("config.json", "../config.json"));
    assertThatThrownBy(bench::fetch)
        .hasMessageContaining("sources[0].files[1].path")
        .hasMessageContaining("\"..\"");
  }

  @Test
  void the_cache_of_the_hubs_own_tools_is_used() throws IOException {
    FakeContent weights = bench.model(2 << 20);
    Path blobs = directory.resolve("hub/models--lab--tiny-llava-hf/blobs");
    Files.createDirectories(blobs);
    Path blob = Files.write(blobs.resolve(weights.sha256()), weights.bytes());
    bench.settings =
        bench.settings.withHubCache(Optional.of(new HubCache(directory.resolve("hub"))));
    FetchedSource fetched = bench.fetch();
    assertThat(bench.hub.requests("model.safetensors")).isZero();
    assertThat(fetched.directory().resolve("model.safetensors"))
        .hasBinaryContent(weights.bytes())
        .satisfies(file -> assertThat(Files.isSameFile(file, blob)).isTrue());
    assertThat(bench.events)
        .contains(new FetchEvent.Reused(FetchBench.source().name(), "model.safetensors", blob));
  }

  @Test
  void a_file_of_the_right_name_with_other_bytes_is_not_used() throws IOException {
    FakeContent weights = bench.model(2 << 20);
    Path blobs = directory.resolve("hub/models--lab--tiny-llava-hf/blobs");
    Files.createDirectories(blobs);
    Files.write(blobs.resolve(weights.sha256()), FakeContent.random(2 << 20, 77).bytes());
    bench.settings =
        bench.settings.withHubCache(Optional.of(new HubCache(directory.resolve("hub"))));
    assertThat(bench.fetch().directory().resolve("model.safetensors"))
        .hasBinaryContent(weights.bytes());
  }

  @Test
  void a_directory_that_the_user_names_is_used_whatever_its_files_are_called() throws IOException {
    FakeContent weights = bench.model(2 << 20);
    Path mine = Files.createDirectories(directory.resolve("mine/deeper"));
    Files.write(mine.resolve("weights.bak"), weights.bytes());
    bench.settings = bench.settings.withPresent(List.of(directory.resolve("mine")));
    assertThat(bench.fetch().directory().resolve("model.safetensors"))
        .hasBinaryContent(weights.bytes());
    assertThat(bench.hub.requests("model.safetensors")).isZero();
  }

  @Test
  void content_that_was_changed_in_the_store_is_fetched_again() throws IOException {
    FakeContent weights = bench.model(SIZE);
    Path file = bench.fetch().directory().resolve("model.safetensors");
    String hex = weights.sha256();
    Path stored = bench.settings.store().resolve("content/" + hex.substring(0, 2) + "/" + hex);
    Files.write(stored, FakeContent.random(SIZE, 5).bytes());
    Files.setLastModifiedTime(stored, FileTime.fromMillis(1));
    assertThat(bench.fetch().directory()).isEqualTo(file.getParent());
    assertThat(file).hasBinaryContent(weights.bytes());
  }

  @Test
  void a_licence_that_asks_for_it_has_to_be_accepted() throws IOException {
    bench.model(SIZE);
    Source source =
        new HubSource(
            "llava-1.5-7b",
            SourceKind.MODEL,
            FetchBench.MODEL,
            "main",
            HubSource.MODEL_FILES,
            Optional.of("llama2"));
    assertThatThrownBy(() -> bench.fetch(source))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("licence llama2")
        .hasMessageContaining("https://ai.meta.com/llama/license/")
        .hasMessageContaining("-Dpulse.accept=llama2");
    assertThat(bench.hub.requests("/resolve/")).isZero();
    bench.settings = bench.settings.withAccepted(Set.of("llama2"));
    assertThat(bench.fetch(source).pin().accepted()).contains("llama2");
    bench.settings = bench.settings.withAccepted(Set.of());
    assertThat(bench.fetch(source).pin().accepted())
        .as("accepted when it was pinned")
        .contains("llama2");
    Files.delete(bench.lock);
    assertThatThrownBy(() -> bench.fetch(source)).hasMessageContaining("-Dpulse.accept=llama2");
  }

  @Test
  void a_gated_repository_has_to_be_accepted_by_its_name() {
    bench.model(SIZE);
    FakeHub.Repository gated = bench.hub.repository(SourceKind.MODEL, "lab/gated");
    gated.with("model.safetensors", FakeContent.random(10, 3));
    gated.info().put("gated", "manual");
    gated.info().putObject("cardData").put("license", "other").put("license_name", "lab terms");
    Source source =
        new SourceReader(directory).read("pulse.model", "lab/gated@main", SourceKind.MODEL);
    assertThatThrownBy(() -> bench.fetch(source))
        .hasMessageContaining("licence lab terms")
        .hasMessageContaining(bench.hub.endpoint() + "/lab/gated")
        .hasMessageContaining("-Dpulse.accept=lab/gated");
  }

  @Test
  void a_model_with_pickled_weights_alone_is_refused() {
    bench
        .hub
        .repository(SourceKind.MODEL, FetchBench.MODEL)
        .with("config.json", "{}")
        .with("pytorch_model-00001-of-00002.bin", FakeContent.random(10, 1))
        .with("pytorch_model-00002-of-00002.bin", FakeContent.random(10, 2));
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("only pickled weights")
        .hasMessageContaining("pytorch_model-00001-of-00002.bin")
        .hasMessageContaining("safe_serialization=True");
    assertThat(bench.hub.requests("/resolve/")).isZero();
  }

  @Test
  void data_sets_come_with_their_directories() {
    bench
        .hub
        .repository(SourceKind.DATASET, "lab/people")
        .with("Full_Set/train-00000-of-00001.parquet", FakeContent.random(1000, 1))
        .with("Test_Set/train-00000-of-00002.parquet", FakeContent.random(1001, 2))
        .with("Test_Set/train-00001-of-00002.parquet", FakeContent.random(1002, 3))
        .with("ft_Data/train-00000-of-00001.parquet", FakeContent.random(1003, 4))
        .with("a name & more+.txt", "named oddly");
    Source source =
        new SourceReader(directory).read("pulse.corpus", "lab/people@main", SourceKind.DATASET);
    FetchedSource fetched = bench.fetch(source);
    assertThat(fetched.directory().resolve("Test_Set/train-00001-of-00002.parquet")).hasSize(1002);
    assertThat(fetched.pin().files()).hasSize(5);
  }

  @Test
  void a_name_that_the_system_cannot_write_is_told_before_anything_is_fetched() {
    String name = "\u9a6c\u4e91.txt";
    bench.hub.repository(SourceKind.DATASET, "lab/people").with(name, "people");
    Source source =
        new SourceReader(directory).read("pulse.corpus", "lab/people@main", SourceKind.DATASET);
    String encoding = System.getProperty("sun.jnu.encoding");
    if (Charset.forName(encoding).newEncoder().canEncode(name)) {
      assertThat(bench.fetch(source).directory().resolve(name)).hasContent("people");
    } else {
      assertThatThrownBy(() -> bench.fetch(source)).hasMessageContaining("LC_ALL=C.UTF-8");
      assertThat(bench.hub.requests("/resolve/")).isZero();
    }
  }

  @Test
  void a_file_with_an_md5_is_pinned_by_sha256() throws IOException {
    FakeContent content = FakeContent.random(SIZE, 9);
    Source source = files("/exams/Exam.tsv", "Exam.tsv", content, content.md5(), false);
    FetchedSource fetched = bench.fetch(source);
    assertThat(fetched.directory().resolve("Exam.tsv")).hasBinaryContent(content.bytes());
    assertThat(fetched.pin().files())
        .containsExactly(new PinnedFile("Exam.tsv", SIZE, content.sha256()));
    Files.delete(bench.lock);
    bench.hub.close();
    assertThat(bench.fetch(source)).isEqualTo(fetched);
  }

  @Test
  void a_file_with_another_md5_is_refused() {
    FakeContent content = FakeContent.random(SIZE, 9);
    Source source = files("/exams/Exam.tsv", "Exam.tsv", content, "0".repeat(32), false);
    assertThatThrownBy(() -> bench.fetch(source)).hasMessageContaining("md5 " + content.md5());
  }

  @Test
  void an_archive_is_used_unpacked() throws IOException {
    byte[] zip = Archives.zip(List.of("MLUBench/Tasks/a.json", "MLUBench/b.json"), 100);
    FakeContent content = FakeContent.of(zip, true);
    FetchedSource fetched =
        bench.fetch(files("/MLUBench.zip", "MLUBench.zip", content, content.md5(), true));
    assertThat(fetched.directory().resolve("MLUBench/Tasks/a.json")).hasSize(100);
    Path local = Files.write(directory.resolve("mine.zip"), zip);
    FetchedSource mine =
        bench.fetch(
            new SourceReader(directory).read("pulse.corpus", "mine.zip", SourceKind.DATASET));
    assertThat(mine.directory()).isEqualTo(fetched.directory());
    assertThat(local).exists();
  }

  @Test
  void a_local_directory_is_used_in_place_and_pinned() throws IOException {
    Path mine = Files.createDirectories(directory.resolve("mine"));
    Files.writeString(mine.resolve("config.json"), "{}");
    Files.write(mine.resolve("model.safetensors"), FakeContent.random(100, 1).bytes());
    Files.writeString(mine.resolve("optimizer.pt"), "pickled");
    Source source = new SourceReader(directory).read("pulse.model", "./mine", SourceKind.MODEL);
    FetchedSource fetched = bench.fetch(source);
    assertThat(fetched.directory()).isEqualTo(mine);
    assertThat(fetched.pin().files()).hasSize(2);
    Files.writeString(mine.resolve("config.json"), "{ }");
    assertThatThrownBy(() -> bench.fetch(source))
        .hasMessageContaining("Lock file pins something else")
        .hasMessageContaining("config.json with 3 bytes");
  }

  @Test
  void too_little_space_is_told_before_anything_is_fetched() {
    bench.model(SIZE);
    bench.settings = bench.settings.withSpace(any -> 1000);
    assertThatThrownBy(bench::fetch)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Disk has too little space")
        .hasMessageContaining("-Dpulse.store=");
    assertThat(bench.hub.requests("/resolve/")).isZero();
  }

  @Test
  void progress_ends_with_all_bytes() {
    bench.model(SIZE);
    bench.fetch();
    long total =
        bench.events.stream()
            .filter(FetchEvent.Started.class::isInstance)
            .mapToLong(event -> ((FetchEvent.Started) event).bytes())
            .sum();
    assertThat(bench.events)
        .filteredOn(FetchEvent.Advanced.class::isInstance)
        .last()
        .isEqualTo(new FetchEvent.Advanced(total, total, Optional.of(Duration.ZERO)));
  }

  private Source files(
      String place, String path, FakeContent content, String md5, boolean unpacked) {
    FilesSource.File file =
        new FilesSource.File(
            path,
            bench.hub.file(place, content),
            OptionalLong.empty(),
            Optional.of(new FileDigest(DigestKind.MD5, md5)));
    return new FilesSource(
        "exam", bench.hub.endpoint().toString(), "v1", List.of(file), Optional.empty(), unpacked);
  }
}
