package org.pulsebench.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A person or an entity with images and questions.
 *
 * @param id unique within the corpus
 * @param name where the publisher gives one apart from the questions
 * @param biography what is known of the subject; may be empty
 * @param images the pictures of the subject; for image questions the first one unless a protocol
 *     says otherwise
 */
public record Subject(
    String id,
    Optional<String> name,
    String biography,
    List<Image> images,
    List<Question> questions) {

  public Subject {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(biography, "biography");
    images = List.copyOf(images);
    questions = List.copyOf(questions);
  }
}
