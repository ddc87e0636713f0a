package org.pulsebench.data.world;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The faces that differ from a face in exactly one trait. */
final class OneTraitChanged {

  private OneTraitChanged() {}

  static List<Face> of(Face face) {
    RecordComponent[] components = Face.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<Face> faces = new ArrayList<>();
    try {
      Object[] looks = new Object[components.length];
      for (int i = 0; i < looks.length; i++) {
        looks[i] = components[i].getAccessor().invoke(face);
      }
      for (int i = 0; i < looks.length; i++) {
        for (Object look : types[i].getEnumConstants()) {
          if (look != looks[i]) {
            Object[] changed = looks.clone();
            changed[i] = look;
            faces.add(Face.class.getDeclaredConstructor(types).newInstance(changed));
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return faces;
  }
}
