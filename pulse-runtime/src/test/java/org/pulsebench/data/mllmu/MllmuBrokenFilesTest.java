package org.pulsebench.data.mllmu;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.data.Image;
import org.pulsebench.data.ReadMode;

class MllmuBrokenFilesTest {

  @TempDir private Path root;

  @Test
  void a_missing_column_is_an_error_in_either_mode() throws Exception {
    Map<String, String> row = PublishedFile.columns(MllmuConfig.FORGET_5, "110");
    row.remove("Mask_Task");
    Path file = new PublishedFile().row(row).write(root, MllmuConfig.FORGET_5);

    for (ReadMode mode : ReadMode.values()) {
      assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FORGET_5, mode))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "Column is missing: "
                  + file
                  + ", column Mask_Task\n  found the columns image, ID, biography, question,"
                  + " answer, Classification_Task, Generation_Task; expected the columns image,"
                  + " ID, biography, question, answer, Classification_Task, Generation_Task,"
                  + " Mask_Task\n  Use the data set as it was published; fetch the file again.");
    }
  }

  @Test
  void a_column_of_another_type_is_an_error_in_either_mode() throws Exception {
    Map<String, String> good = PublishedFile.columns(MllmuConfig.FULL_SET, "110");
    Map<String, String> retyped =
        Map.of(
            "ID", "110",
            "image", "'x'::BLOB",
            "biography", "['Zoë']",
            "Classification_Task", "'[]'",
            "Generation_Task", "[{'Question': 'Q', 'Ground_Truth': 1, 'Type': 'Pure_Text'}]",
            "Mask_Task", "[{'Question': 'Q', 'Type': 'Pure_Text'}]");
    Map<String, String> found =
        Map.of(
            "ID", "INTEGER; expected VARCHAR",
            "image", "BLOB; expected STRUCT(bytes BLOB, path VARCHAR)",
            "biography", "VARCHAR[]; expected VARCHAR",
            "Classification_Task", "VARCHAR; expected STRUCT(Image_Textual_Questions STRUCT(",
            "Generation_Task", "STRUCT(Question VARCHAR, Ground_Truth INTEGER, \"Type\" VARCHAR)[]",
            "Mask_Task", "STRUCT(Question VARCHAR, \"Type\" VARCHAR)[]; expected STRUCT(");
    for (String column : retyped.keySet()) {
      Path file =
          new PublishedFile()
              .row(PublishedFile.changed(good, column, retyped.get(column)))
              .write(root, MllmuConfig.FULL_SET);
      for (ReadMode mode : ReadMode.values()) {
        assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, mode))
            .isInstanceOf(BadInputException.class)
            .hasMessageStartingWith("Column has another type: " + file + ", column " + column)
            .hasMessageContaining("found " + found.get(column));
      }
    }
  }

  @Test
  void a_missing_configuration_is_named() {
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FORGET_5, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Parquet file is missing: "
                + root.resolve("forget_5")
                + "\n  found no such directory; expected train-00000-of-00001.parquet, or several"
                + " numbered files\n"
                + "  Check the directory, or fetch the data set from where it was published.");
  }

  @Test
  void a_missing_shard_is_named() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "1").write(root, config, "train-00001-of-00003.parquet");

    assertThatThrownBy(() -> MllmuReader.read(root, config, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "found 1 of 3 files; expected also train-00000-of-00003.parquet,"
                + " train-00002-of-00003.parquet");
  }

  @Test
  void shards_of_two_versions_are_refused() throws Exception {
    MllmuConfig config = MllmuConfig.TEST_SET;
    new PublishedFile().person(config, "1").write(root, config, "train-00000-of-00001.parquet");
    new PublishedFile().person(config, "1").write(root, config, "train-00000-of-00002.parquet");

    assertThatThrownBy(() -> MllmuReader.read(root, config, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Parquet files are of two sets: " + root.resolve("Test_Set"));
  }

  @Test
  void a_file_that_is_not_parquet_is_refused() throws Exception {
    PublishedFile published = new PublishedFile().person(MllmuConfig.FULL_SET, "1");
    Path file = published.write(root, MllmuConfig.FULL_SET);
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\n");

    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "File is not Parquet: "
                + file
                + "\n  found 43 bytes without the mark PAR1 at both ends; expected a Parquet file\n"
                + "  Fetch the file again; it may be cut short or be a Git LFS pointer.");

    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .hasMessageContaining("found 0 bytes");
  }

  @Test
  void a_damaged_file_is_refused() throws Exception {
    PublishedFile published = new PublishedFile();
    Path file = published.person(MllmuConfig.FULL_SET, "1").write(root, MllmuConfig.FULL_SET);
    overwrite(file, Files.size(file) - 60, 40);
    assertDamaged(file);

    published.write(root, MllmuConfig.FULL_SET);
    overwrite(file, 4, 200);
    assertDamaged(file);
  }

  @Test
  void a_picture_of_a_file_that_was_replaced_is_an_error() throws Exception {
    MllmuConfig config = MllmuConfig.FULL_SET;
    new PublishedFile().person(config, "1").person(config, "2").write(root, config);
    List<MllmuProfile> profiles = MllmuReader.read(root, config, ReadMode.STRICT).items();
    new PublishedFile().person(config, "1").write(root, config);

    Image lost = profiles.get(1).images().get(0);

    assertThatThrownBy(lost::bytes)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found no picture there any more");
  }

  private void assertDamaged(Path file) {
    assertThatThrownBy(() -> MllmuReader.read(root, MllmuConfig.FULL_SET, ReadMode.LENIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Parquet file is damaged: " + file);
  }

  private static void overwrite(Path file, long from, int count) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[count];
      Arrays.fill(noise, (byte) 0xF7);
      channel.write(ByteBuffer.wrap(noise), from);
    }
  }
}
