package org.pulsebench.method.lumoe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.data.mlubench.Entity;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mlubench.MlubenchQuestion;
import org.pulsebench.data.mlubench.MlubenchSet;
import org.pulsebench.data.mlubench.TaskSets;

/** The published questions, where the environment variable PULSE_MLUBENCH names their archive. */
class PublishedRoutingTest {

  @Test
  void no_published_question_names_its_entity_and_every_name_in_one_is_found() {
    String archive = System.getenv("PULSE_MLUBENCH");
    assumeThat(archive).as("PULSE_MLUBENCH names the published MLUBench.zip").isNotNull();
    Mlubench benchmark = Mlubench.read(Path.of(archive), MlubenchOptions.drawn());
    List<NamedEntity> entities = new ArrayList<>();
    for (TaskSets task : benchmark.tasks()) {
      for (MlubenchSet set : MlubenchSet.values()) {
        for (Entity entity : task.entities(set)) {
          entities.add(NamedEntity.of(entity.id(), entity.displayName()));
        }
      }
    }
    NameRouter router = new NameRouter(entities);

    int named = 0;
    int found = 0;
    for (TaskSets task : benchmark.tasks()) {
      for (MlubenchSet set : MlubenchSet.values()) {
        for (MlubenchQuestion each : task.questions(set)) {
          named += router.route(RoutingQuestion.ofText(each.text())).isNone() ? 0 : 1;
          String naming = each.text() + " It shows " + each.entity().displayName() + ".";
          List<String> experts = router.route(RoutingQuestion.ofText(naming)).experts();
          found += experts.equals(List.of(each.entity().id())) ? 1 : 0;
        }
      }
    }
    assertThat(named).isZero();
    assertThat(found).isEqualTo(15_414);
  }
}
