package org.pulsebench;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Reaching some classes by any number of dependencies, of which none begins behind a boundary. */
final class Reach extends ArchCondition<JavaClass> {

  private final DescribedPredicate<JavaClass> ends;
  private final DescribedPredicate<JavaClass> boundary;

  Reach(DescribedPredicate<JavaClass> ends, DescribedPredicate<JavaClass> boundary) {
    super("reach classes that %s, but through classes that %s", ends, boundary);
    this.ends = ends;
    this.boundary = boundary;
  }

  @Override
  public void check(JavaClass start, ConditionEvents events) {
    Map<JavaClass, String> ways = new HashMap<>(Map.of(start, "<" + start.getName() + ">"));
    Deque<JavaClass> open = new ArrayDeque<>(ways.keySet());
    while (!open.isEmpty()) {
      JavaClass from = open.remove();
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        String way = ways.get(from) + " -> <" + to.getName() + ">";
        if (!boundary.test(to) && ways.putIfAbsent(to, way) == null) {
          if (ends.test(to)) {
            events.add(SimpleConditionEvent.satisfied(start, way));
          } else {
            open.add(to);
          }
        }
      }
    }
  }
}
