package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * A protocol: {@code <protocol>pre-trained</protocol>}, or {@code <preset>} with whatever differs
 * from it, or all of it.
 */
public final class ProtocolConfiguration {

  /**
   * {@code fine-tuned}, {@code pre-trained}, {@code sustainability}, {@code modality} or {@code
   * lifelong}.
   */
  private String preset;

  /** What reports and rules call it; the preset's name by default. */
  private String name;

  /** How the model came to know the people: {@code fine-tuned} or {@code pre-trained}. */
  private String knowledge;

  /** How many people are learnt or, of pre-trained knowledge, selected. */
  private Integer people;

  /** How many of them are to be forgotten: the unlearn set. */
  private Integer unlearn;

  /** How many of them are to be kept: the retain set. */
  private Integer retain;

  /** In how many requests, one after the other, the unlearn set is forgotten. */
  private Integer requests;

  /** How many people a request has. */
  private Integer subjectsPerRequest;

  /** Of {@code lifelong}: the published tasks in the order in which they are unlearnt. */
  private List<String> tasks;

  /** What a method may train: {@code projector+llm}, {@code llm}; with both, both are compared. */
  private List<String> trainedParts;

  /**
   * How answers to multiple choice are judged: {@code letter}, {@code likelihood}, {@code
   * likelihood-normalised} or {@code open}; {@code likelihood} for {@code mini}, otherwise {@code
   * letter}.
   */
  private String scorer;

  /** Further scorers whose results are reported too. */
  private List<String> otherScorers;

  /** Accuracy, from 0 to 1, that a figure needs in both modalities to count as known. */
  private Double minimumAccuracy;

  /**
   * A file of the people that a protocol of pre-trained knowledge is about, as a run writes it;
   * otherwise they are selected by asking.
   */
  private File selection;

  /** Which of the experiment's methods this protocol meets; all by default. */
  private List<String> methods;

  /** Takes the short form, the name of a preset. */
  public void set(String text) {
    preset = text.trim();
  }

  /** Returns an entry of the field {@code protocols} of the experiment file. */
  ObjectNode json(Path base) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "preset", preset);
    put(json, "name", name);
    put(json, "knowledge", knowledge);
    put(json, "people", people);
    put(json, "unlearn", unlearn);
    put(json, "retain", retain);
    put(json, "requests", requests);
    put(json, "subjectsPerRequest", subjectsPerRequest);
    put(json, "tasks", tasks);
    put(json, "trainedParts", trainedParts);
    put(json, "scorer", scorer);
    put(json, "otherScorers", otherScorers);
    if (minimumAccuracy != null) {
      json.put("minimumAccuracy", minimumAccuracy);
    }
    put(json, "methods", methods);
    if (selection != null) {
      json.put("selection", base.resolve(selection.toPath()).normalize().toString());
    }
    return json;
  }

  private static void put(ObjectNode json, String field, String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static void put(ObjectNode json, String field, Integer value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static void put(ObjectNode json, String field, List<String> values) {
    if (values != null) {
      ArrayNode array = json.putArray(field);
      values.forEach(array::add);
    }
  }
}
