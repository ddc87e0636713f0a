package org.pulsebench.data.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.archive.EntryPath;
import org.pulsebench.data.hub.content.DigestKind;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.http.Address;
import org.pulsebench.data.hub.http.Reply;
import org.pulsebench.data.hub.http.Retries;
import org.pulsebench.data.hub.http.TextSink;
import org.pulsebench.data.hub.http.TransientReplyException;
import org.pulsebench.data.hub.http.Transport;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/** Asks a Hub what a revision is and which files it has. */
final class HubClient {

  private static final int OK = 200;
  private static final int PAGE_BYTES = 16 << 20;
  private static final int MOST_FILES = 100_000;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,]*rel=\"?next\"?");

  private final Transport transport;
  private final Retries retries;

  private record Answer(JsonFields fields, List<JsonFields> list, Optional<URI> next) {}

  HubClient(Transport transport, Retries retries) {
    this.transport = transport;
    this.retries = retries;
  }

  /** Finds out the commit of the source's revision, its terms and its files. */
  WantedSource ask(HubSource source) {
    String revision = encoded(source.revision());
    JsonFields info = object(source, at(source, "/revision/" + revision));
    String commit = info.requiredText("sha");
    if (!COMMIT.matcher(commit).matches()) {
      throw info.bad("sha", commit, "40 hexadecimal digits");
    }
    List<JsonFields> listed = list(source, commit);
    if (source.kind() == SourceKind.MODEL) {
      PickledFiles.requireWeights(
          source.id() + " at " + source.revision(),
          listed.stream().map(file -> file.requiredText("path")).toList());
    }
    FilePatterns include = FilePatterns.of(source.include());
    List<WantedFile> files = new ArrayList<>();
    for (JsonFields file : listed) {
      String path = file.requiredText("path");
      if (include.match(path) && !PickledFiles.isPickled(path)) {
        files.add(file(source, commit, file));
      }
    }
    requireSome(source, files);
    return new WantedSource(source, commit, terms(source, info), files);
  }

  /** Returns where a file lies. */
  URI address(HubSource source, String commit, EntryPath path) {
    String encoded =
        path.segments().stream().map(HubClient::encoded).collect(Collectors.joining("/"));
    return transport.access().at(source.page() + "/resolve/" + commit + "/" + encoded);
  }

  private WantedFile file(HubSource source, String commit, JsonFields file) {
    String text = file.requiredText("path");
    Optional<String> fault = EntryPath.fault(text);
    if (fault.isPresent()) {
      throw file.bad("path", text, "a relative path, without " + fault.get());
    }
    EntryPath path = EntryPath.of(text);
    boolean large = file.has("lfs");
    JsonFields described = large ? file.object("lfs") : file;
    DigestKind kind = large ? DigestKind.SHA256 : DigestKind.GIT_BLOB;
    String oid = described.requiredText("oid");
    if (!FileDigest.isHex(kind, oid)) {
      throw described.bad("oid", oid, "a digest, " + kind.id());
    }
    return new WantedFile(
        path,
        OptionalLong.of(described.count("size")),
        Optional.of(new FileDigest(kind, oid)),
        address(source, commit, path));
  }

  private List<JsonFields> list(HubSource source, String commit) {
    List<JsonFields> files = new ArrayList<>();
    Optional<URI> page = Optional.of(at(source, "/tree/" + commit + "?recursive=true"));
    while (page.isPresent()) {
      Answer answer = get(source, page.get());
      answer.list().stream()
          .filter(entry -> entry.text("type").orElse("file").equals("file"))
          .forEach(files::add);
      if (files.size() > MOST_FILES || (answer.list().isEmpty() && answer.next().isPresent())) {
        throw odd(page.get(), "%,d files and no end".formatted(files.size()), "a list that ends");
      }
      page = answer.next();
    }
    return files;
  }

  private JsonFields object(HubSource source, URI address) {
    Answer answer = get(source, address);
    if (!answer.list().isEmpty()) {
      throw odd(address, "a list", "an object");
    }
    return answer.fields();
  }

  private Answer get(HubSource source, URI address) {
    RefusedReplies refusals = RefusedReplies.of(source, transport.access());
    return retries.run(address, refusals, () -> ask(address, refusals));
  }

  private Answer ask(URI address, RefusedReplies refusals) throws IOException {
    TextSink text = new TextSink(PAGE_BYTES);
    Reply reply =
        transport.get(address, Map.of("Accept", "application/json"), (status, headers) -> text);
    if (reply.isTransient()) {
      throw new TransientReplyException(reply);
    }
    if (reply.status() != OK) {
      throw refusals.apply(reply);
    }
    if (reply.isPage() || text.isCut()) {
      throw odd(address, reply.isPage() ? "a web page" : "more than 16 MiB", "an answer in JSON");
    }
    String where = Address.shown(address);
    JsonNode content = JsonFile.parse(text.text(), where);
    if (!content.isArray()) {
      return new Answer(JsonFields.root(content, where), List.of(), Optional.empty());
    }
    List<JsonFields> list = new ArrayList<>();
    for (JsonNode entry : content) {
      list.add(JsonFields.root(entry, where + ", entry " + list.size()));
    }
    JsonFields none = JsonFields.root(JsonFile.parse("{}", where), where);
    return new Answer(none, list, next(address, reply));
  }

  private static Optional<URI> next(URI address, Reply reply) {
    Matcher link = NEXT.matcher(reply.header("Link").orElse(""));
    try {
      return link.find() ? Optional.of(address.resolve(link.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw odd(address, "a next page that is no address", "an address");
    }
  }

  private Terms terms(HubSource source, JsonFields info) {
    JsonFields card = info.withoutNulls().object("cardData");
    Optional<String> licence =
        source
            .licence()
            .or(() -> plain(card, "license_name"))
            .or(() -> plain(card, "license"))
            .or(() -> tagged(info));
    String page = transport.access().endpoint() + source.page();
    JsonNode gated = info.get("gated");
    boolean isGated = gated.isTextual() || gated.asBoolean(false);
    return isGated ? Licences.gated(licence, source.id(), page) : Licences.of(licence, page);
  }

  private static Optional<String> plain(JsonFields card, String name) {
    JsonNode value = card.get(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static Optional<String> tagged(JsonFields info) {
    return info.texts("tags").orElse(List.of()).stream()
        .filter(tag -> tag.startsWith("license:"))
        .map(tag -> tag.substring("license:".length()))
        .findFirst();
  }

  private static void requireSome(HubSource source, List<WantedFile> files) {
    if (files.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "Repository has no file that is wanted",
              source.id() + " at " + source.revision(),
              "no file " + String.join(", ", source.include()),
              "at least one that is not pickled",
              "Choose another revision or repository."));
    }
  }

  private URI at(HubSource source, String rest) {
    String kind = source.kind() == SourceKind.DATASET ? "/api/datasets/" : "/api/models/";
    return transport.access().at(kind + source.id() + rest);
  }

  private static EnvironmentException odd(URI address, String found, String expected) {
    return new EnvironmentException(
        new Problem(
            "Server does not speak the Hub's protocol",
            Address.shown(address),
            found,
            expected,
            "Check pulse.hub.endpoint, proxy and login of this network."));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
