package org.pulsebench.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * The index of a checkpoint in several files, as Hugging Face publishes it; only its {@code
 * weight_map} counts, other members describe.
 *
 * @param file the index file
 * @param shardOf the file of each tensor, by tensor name
 */
record SafetensorsIndex(Path file, SortedMap<String, Path> shardOf) {

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  // An index is somebody else's file: a shard is a plain name beside it, never a way elsewhere.
  private static final Pattern SHARD_NAME = Pattern.compile("[^/\\\\:\\x00]+\\.safetensors");

  private static final String REMEDY =
      "Download the checkpoint again, its index and all its shards.";

  /**
   * Reads an index.
   *
   * @throws BadInputException if it is no index or names a shard that is not a file beside it
   */
  static SafetensorsIndex read(Path file) throws IOException {
    if (Files.size(file) > SafetensorsHeader.MAX_LENGTH) {
      String expected = "at most " + SafetensorsHeader.MAX_LENGTH;
      throw bad("Index is too large", file.toString(), Files.size(file) + " bytes", expected);
    }
    JsonNode weightMap = parse(file).path("weight_map");
    if (!weightMap.isObject() || weightMap.isEmpty()) {
      String found = weightMap.isMissingNode() ? "no weight_map" : weightMap.getNodeType().name();
      throw bad("Index maps no tensor", file.toString(), found, "weight_map: tensor to file name");
    }
    SortedMap<String, Path> shardOf = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : weightMap.properties()) {
      shardOf.put(entry.getKey(), shard(file, entry.getKey(), entry.getValue()));
    }
    return new SafetensorsIndex(file, shardOf);
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      // Decoding first refuses what is not UTF-8; from bytes Jackson would guess the encoding.
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      String expected = "a JSON object without duplicate keys";
      Problem problem =
          new Problem(
              "Index is not valid JSON", file.toString(), e.getOriginalMessage(), expected, REMEDY);
      throw new BadInputException(problem, e);
    } catch (CharacterCodingException e) {
      Problem problem =
          new Problem("Index is not UTF-8", file.toString(), "a malformed byte", "UTF-8", REMEDY);
      throw new BadInputException(problem, e);
    }
  }

  private static Path shard(Path index, String tensor, JsonNode value) {
    if (!value.isTextual() || !SHARD_NAME.matcher(value.textValue()).matches()) {
      throw bad(
          "Index names an impossible shard",
          SafetensorsHeader.tensorIn(index, tensor),
          value.toString(),
          "the plain name of a .safetensors file in the same directory");
    }
    Path shard = index.resolveSibling(value.textValue());
    if (!Files.exists(shard)) {
      throw bad(
          "Shard is missing",
          SafetensorsHeader.tensorIn(index, tensor),
          "no file " + shard,
          "the file that the index names");
    }
    return shard;
  }

  /** Returns the shards by file name. */
  List<Path> shards() {
    return shardOf.values().stream().distinct().sorted().toList();
  }

  /**
   * Checks that index and shards name the same tensors at the same places.
   *
   * @param shards the open shards by path
   * @throws BadInputException at the first tensor that is missing, surplus or elsewhere
   */
  void check(Map<Path, SafetensorsFile> shards) {
    shards.forEach(
        (path, shard) -> shard.header().entries().keySet().forEach(n -> checkPlaced(n, path)));
    shardOf.forEach(
        (name, path) -> {
          if (!shards.get(path).header().entries().containsKey(name)) {
            throw bad(
                "Tensor of the index is missing in its shard",
                SafetensorsHeader.tensorIn(path, name),
                "no such tensor",
                "the tensor that " + file.getFileName() + " places there");
          }
        });
  }

  private void checkPlaced(String name, Path shard) {
    Optional<Path> placed = Optional.ofNullable(shardOf.get(name));
    if (!placed.equals(Optional.of(shard))) {
      throw bad(
          "Shard holds a tensor that the index does not place there",
          SafetensorsHeader.tensorIn(shard, name),
          placed.map(p -> "the index names " + p.getFileName()).orElse("it is not in the index"),
          "an entry of this tensor and shard in " + file);
    }
  }

  private static BadInputException bad(String what, String where, String found, String expected) {
    return new BadInputException(new Problem(what, where, found, expected, REMEDY));
  }
}
