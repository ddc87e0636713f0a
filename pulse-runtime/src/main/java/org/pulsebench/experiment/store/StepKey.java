package org.pulsebench.experiment.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;

/**
 * What determines a step's result, all of it, and the digest of that: two steps with the same key
 * have the same bytes.
 *
 * <p>The inputs have to name everything that the result depends on: parameters, the digests of
 * model, corpus and earlier steps, the method's identity, the version of the runtime, device class
 * and precision. The store cannot know what was left out.
 *
 * <p>The digest is the SHA-256 of {@code {"inputs":...,"kind":...}} in canonical JSON: no blanks,
 * sorted names, numbers by their exact value, so that the order of names and {@code 1} against
 * {@code 1.0} make no difference.
 */
public final class StepKey {

  private final StepId id;
  private final JsonNode inputs;

  private StepKey(StepId id, JsonNode inputs) {
    this.id = id;
    this.inputs = inputs;
  }

  /**
   * Makes the key of a step whose inputs are texts.
   *
   * @param kind such as {@code learn}: lower-case letters, digits and hyphens
   */
  public static StepKey of(String kind, SortedMap<String, String> inputs) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    inputs.forEach(object::put);
    return of(kind, object);
  }

  /**
   * Makes the key of a step.
   *
   * @param kind such as {@code learn}: lower-case letters, digits and hyphens
   * @param inputs one object, of which a copy is taken; its numbers are whole or finite doubles
   * @throws IllegalArgumentException if the inputs are no object or have no exact text in JSON
   */
  public static StepKey of(String kind, JsonNode inputs) {
    Checks.require(inputs.isObject(), "inputs", inputs.getNodeType(), "a JSON object");
    JsonNode normalized = CanonicalJson.normalized(inputs);
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.set("inputs", normalized);
    all.put("kind", kind);
    String digest = Sha256.of(CanonicalJson.text(all));
    return new StepKey(new StepId(kind, digest), normalized);
  }

  /** Returns the kind of step. */
  public String kind() {
    return id.kind();
  }

  /** Returns the SHA-256 of kind and inputs: 64 hexadecimal digits. */
  public String digest() {
    return id.digest();
  }

  /** Returns a copy of the inputs, names sorted; it says why two keys differ. */
  public JsonNode inputs() {
    return inputs.deepCopy();
  }

  /** Returns the kind and the first 12 digits of the digest: a name for messages. */
  public String shortName() {
    return id.shortName();
  }

  StepId id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepKey key && key.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return shortName();
  }
}
