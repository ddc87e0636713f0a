package org.pulsebench.data.mlubench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published archive, where the environment variable PULSE_MLUBENCH says that there is one. */
class PublishedMlubenchTest {

  private static Mlubench benchmark;

  @BeforeAll
  static void readArchive() {
    String archive = System.getenv("PULSE_MLUBENCH");
    assumeThat(archive).as("PULSE_MLUBENCH names the published MLUBench.zip").isNotNull();
    benchmark = Mlubench.read(Path.of(archive), MlubenchOptions.drawn());
  }

  @Test
  void has_the_published_counts() {
    MlubenchReport report = benchmark.report();

    assertThat(report.summary())
        .isEqualTo(
            "15414 records, 127 entities of 9 classes, 549 base questions (505 with variants), 2453"
                + " pictures (2453 missing)");
    assertThat(report.classes())
        .isEqualTo(
            Map.of(
                "Personage", 30, "Movies", 18, "Animals", 15, "TV series", 15, "Cartoon", 14,
                "Plants", 12, "Buildings", 12, "Corporation", 6, "Astronomy", 5));
    assertThat(report.sets())
        .extracting(set -> set.records() + "/" + set.entities() + "/" + set.images())
        .containsExactly(
            "2442/20/407", "1680/12/259", "2154/20/336", "1374/12/221",
            "2580/20/388", "1800/13/247", "2250/17/337", "1134/13/258");
    assertThat(report.sets())
        .extracting(MlubenchReport.SetCounts::duplicateIds)
        .containsExactly(1894, 1275, 1654, 1024, 2060, 1395, 1750, 748);
  }

  @Test
  void has_the_published_irregularities() {
    assertThat(benchmark.report().irregularities())
        .isEqualTo(new Irregularities(162, 792, 192, 630, 150, 162, 480));
  }

  @Test
  void is_repaired_without_a_trace_of_either_damage() {
    Path archive = Path.of(System.getenv("PULSE_MLUBENCH"));
    Mlubench repaired = Mlubench.read(archive, MlubenchOptions.drawn().with(TextForm.REPAIRED));

    Irregularities left = Irregularities.in(Mlubench.all(repaired.tasks()));
    assertThat(left.mojibakeAnswers()).isZero();
    assertThat(left.markdownAnswers()).isZero();
    assertThat(left.markdownQuestions()).isZero();
    assertThat(repaired.report()).isEqualTo(benchmark.report());
  }

  @Test
  void has_one_image_sets_of_the_size_that_came_with_the_code() {
    Path archive = Path.of(System.getenv("PULSE_MLUBENCH"));
    Mlubench small =
        Mlubench.read(archive, MlubenchOptions.drawn().with(MlubenchSize.ONE_IMAGE));

    assertThat(small.tasks())
        .extracting(
            task ->
                task.forget().stream().filter(MlubenchQuestion::isBase).count()
                    + "/"
                    + task.retain().stream().filter(MlubenchQuestion::isBase).count())
        .containsExactly("91/56", "75/49", "86/60", "75/57");
    assertThat(Mlubench.all(small.tasks())).hasSize(549 + 4 * 505);
  }
}
