package org.pulsebench.data.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.pulsebench.RandomStream;

class PoseTest {

  @Test
  void the_frontal_pose_is_upright_and_plain() {
    Pose pose = Pose.frontal();
    assertThat(pose.tilt()).isZero();
    assertThat(pose.scale()).isEqualTo(1);
    assertThat(pose.expression()).isEqualTo(Pose.Expression.NEUTRAL);
    assertThat(pose.pattern()).isEqualTo(Pose.Pattern.PLAIN);
    assertThat(Pose.frontal(Pose.Backdrop.MINT).backdrop()).isEqualTo(Pose.Backdrop.MINT);
  }

  @Test
  void the_same_seed_draws_the_same_pose_and_the_next_draw_another() {
    RandomStream random = new RandomStream(1);
    Pose first = Pose.draw(random);
    assertThat(first).isEqualTo(Pose.draw(new RandomStream(1)));
    assertThat(first).isNotEqualTo(Pose.draw(random));
  }

  @Test
  void a_pose_out_of_range_is_refused() {
    assertThatThrownBy(() -> posed(5, 1, 0)).hasMessage("shiftX is 5.0, must be in -4.0..4.0");
    assertThatThrownBy(() -> posed(0, 1.2, 0)).hasMessage("scale is 1.2, must be in 0.92..1.08");
    assertThatThrownBy(() -> posed(0, 1, -11)).hasMessage("tilt is -11.0, must be in -10.0..10.0");
    assertThatThrownBy(() -> posed(0, Double.NaN, 0)).hasMessageStartingWith("scale is NaN");
  }

  private static Pose posed(double shiftX, double scale, double tilt) {
    return new Pose(
        shiftX,
        0,
        scale,
        tilt,
        false,
        Pose.Gaze.AHEAD,
        Pose.Expression.NEUTRAL,
        Pose.Backdrop.GREY,
        Pose.Pattern.PLAIN,
        Pose.Lighting.NORMAL);
  }
}
