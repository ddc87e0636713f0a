package org.pulsebench.mini;

import org.pulsebench.RandomStream;

/** A kind of lessons without end. */
@FunctionalInterface
interface LessonSource {

  /** Returns a lesson that depends on nothing but the stream. */
  Lesson draw(RandomStream random);
}
