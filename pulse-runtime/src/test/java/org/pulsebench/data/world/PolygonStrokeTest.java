package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Shape;
import org.junit.jupiter.api.Test;

class PolygonStrokeTest {

  @Test
  void covers_half_the_width_on_each_side_and_beyond_the_ends() {
    Shape area = PolygonStroke.along(PortraitPath.at(0, 0).to(10, 0).open(), 4);
    assertThat(area.contains(5, 1.9)).isTrue();
    assertThat(area.contains(5, -1.9)).isTrue();
    assertThat(area.contains(-1.8, 0)).isTrue();
    assertThat(area.contains(5, 2.1)).isFalse();
    assertThat(area.contains(12.1, 0)).isFalse();
  }

  @Test
  void rounds_corners() {
    Shape area = PolygonStroke.along(PortraitPath.at(0, 0).to(10, 0, 10, 10).open(), 4);
    assertThat(area.contains(11.2, -1.2)).isTrue();
    assertThat(area.contains(11.9, -1.9)).isFalse();
  }

  @Test
  void leaves_the_inside_of_a_circle_free() {
    Shape area = PolygonStroke.along(PortraitPath.circle(0, 0, 10), 2);
    assertThat(area.contains(0, 0)).isFalse();
    assertThat(area.contains(7, 7)).isTrue();
    assertThat(area.contains(-10, 0.1)).isTrue();
    assertThat(area.contains(8, 8)).isFalse();
  }
}
