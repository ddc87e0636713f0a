package org.pulsebench.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.pulsebench.plugin.configuration.PropertyLookup;

/** What Maven's own configurator makes of a POM. */
@MojoTest
final class BoundConfigurationTest {

  @Test
  void nested_elements_and_short_forms_arrive_in_the_experiment_file(
      @InjectMojo(goal = "run", pom = "src/test/resources/poms/full.xml") RunMojo mojo) {
    JsonNode json = mojo.configuration().json(PropertyLookup.NONE, "cpu", Path.of("results.json"));
    assertThat(json.at("/protocols/0/preset").textValue()).isEqualTo("pre-trained");
    assertThat(json.at("/protocols/1/preset").textValue()).isEqualTo("sustainability");
    assertThat(json.at("/protocols/1/requests").intValue()).isEqualTo(3);
    assertThat(json.at("/protocols/1/otherScorers/0").textValue()).isEqualTo("letter");
    assertThat(json.at("/methods/0/method").textValue()).isEqualTo("ga");
    assertThat(json.at("/methods/1/method").textValue()).isEqualTo("org.example.MyMethod");
    assertThat(json.at("/methods/1/settings/keep").textValue()).isEqualTo("2");
    assertThat(json.at("/seeds").toString()).isEqualTo("[1,2,3]");
    assertThat(json.at("/lora/rank").intValue()).isEqualTo(8);
    assertThat(json.at("/learning/learning-rate").textValue()).isEqualTo("5e-4");
    assertThat(json.at("/data/people").textValue()).endsWith("MLLMU-Bench");
    assertThat(json.at("/exam").textValue()).isEqualTo("circular");
  }

  @Test
  void a_benchmark_with_tasks_and_a_judge_arrives_in_the_experiment_file(
      @InjectMojo(goal = "run", pom = "src/test/resources/poms/lifelong.xml") RunMojo mojo) {
    JsonNode json = mojo.configuration().json(PropertyLookup.NONE, "cpu", Path.of("results.json"));
    assertThat(json.at("/data/mlubench").textValue()).endsWith("MLUBench.zip");
    assertThat(json.at("/data/missing").textValue()).isEqualTo("placeholder");
    assertThat(json.at("/data/size").textValue()).isEqualTo("one-image");
    assertThat(json.at("/protocols/0/tasks").toString()).isEqualTo("[\"B\",\"A\"]");
    assertThat(json.at("/judging").toString())
        .isEqualTo(
            """
            {"variants":1,"answerTokens":60,"judge":{"endpoint":"http://127.0.0.1:8000/v1",\
            "model":"a-judge","truth":true,"priceIn":2.5,"priceOut":10.0}}""");
  }

  @Test
  void without_results_the_gate_fails_as_the_users_mistake(
      @InjectMojo(goal = "check", pom = "src/test/resources/poms/gate.xml") CheckMojo mojo) {
    mojo.setLog(new RecordedLog());
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("no-such-results.json");
  }

  @Test
  void a_baseline_without_a_place_says_what_to_write(
      @InjectMojo(goal = "baseline") BaselineMojo mojo) {
    mojo.setLog(new RecordedLog());
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("<gate><baseline>src/pulse/baseline.json</baseline></gate>");
  }
}
