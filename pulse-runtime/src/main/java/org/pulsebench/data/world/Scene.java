package org.pulsebench.data.world;

import java.util.List;
import org.pulsebench.RandomStream;

/** A drawn scene without people: a picture, a caption, and questions with known answers. */
public interface Scene {

  /** Returns the picture, the same pixels at every call. */
  Picture paint();

  /**
   * Returns a caption that names everything the scene's questions ask for, in lower-case words and
   * commas, each separated by one space.
   */
  String caption();

  /**
   * Returns every question that the scene can answer, the one that it was drawn for first.
   *
   * @param random chooses phrasings, hints and options; for a given question each option is drawn
   *     from all answers of its kind
   */
  List<SceneQuestion> questions(RandomStream random, Wording wording);
}
