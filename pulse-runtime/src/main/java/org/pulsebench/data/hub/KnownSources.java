package org.pulsebench.data.hub;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pulsebench.data.hub.content.DigestKind;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.json.JsonFields;

/**
 * The sources that have names of their own, read from {@code sources.json} beside this class: the
 * corpora, the exam and the models of the papers.
 */
public final class KnownSources {

  private static final Map<String, Source> BY_NAME = read();

  private KnownSources() {}

  /** Returns their names, in the order of the file. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** Returns the source of a name, if there is one. */
  public static Optional<Source> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  private static Map<String, Source> read() {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (JsonFields fields : Resources.read("sources.json").objects("sources")) {
      Source source = fields.has("files") ? files(fields) : repository(fields);
      sources.put(source.name(), source);
    }
    return sources;
  }

  private static Source repository(JsonFields fields) {
    SourceKind kind = SourceKind.of(fields.requiredText("kind")).orElseThrow();
    return new HubSource(
        fields.requiredText("name"),
        kind,
        fields.requiredText("id"),
        fields.requiredText("revision"),
        fields
            .texts("include")
            .orElse(kind == SourceKind.MODEL ? HubSource.MODEL_FILES : HubSource.ALL_FILES),
        fields.text("licence"));
  }

  private static Source files(JsonFields fields) {
    String id = fields.requiredText("id");
    List<FilesSource.File> files = new ArrayList<>();
    for (JsonFields file : fields.objects("files")) {
      String path = file.requiredText("path");
      files.add(
          new FilesSource.File(
              path,
              URI.create(id + "/" + path),
              file.has("size") ? OptionalLong.of(file.count("size")) : OptionalLong.empty(),
              digest(file)));
    }
    return new FilesSource(
        fields.requiredText("name"),
        id,
        fields.requiredText("revision"),
        files,
        fields.text("licence"),
        fields.flag("unpacked", false));
  }

  private static Optional<FileDigest> digest(JsonFields file) {
    for (DigestKind kind : DigestKind.values()) {
      Optional<String> hex = file.text(kind.id());
      if (hex.isPresent()) {
        return Optional.of(new FileDigest(kind, hex.get()));
      }
    }
    return Optional.empty();
  }
}
