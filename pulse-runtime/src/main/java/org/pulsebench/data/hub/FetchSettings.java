package org.pulsebench.data.hub;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.pulsebench.data.hub.content.FreeSpace;
import org.pulsebench.data.hub.content.HubCache;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.HttpLimits;
import org.pulsebench.data.hub.http.Token;
import org.pulsebench.data.hub.http.WebProxy;
import org.pulsebench.data.hub.transfer.TransferSettings;

/**
 * How and into what sources are fetched.
 *
 * @param store the directory that fetched files are kept in, of many projects
 * @param access to the Hub
 * @param hubCache the Hub's own cache directory, if this machine has one
 * @param present directories in which files may lie already
 * @param accepted what the user has accepted: names of terms or of sources
 * @param renewed names of sources that are pinned anew; {@code all} stands for each
 * @param offline whether no server may be asked
 * @param limits of waiting and of trying again
 * @param transfer connections and parts
 * @param space asked before anything is fetched
 * @param proxy between this machine and the web
 */
public record FetchSettings(
    Path store,
    Access access,
    Optional<HubCache> hubCache,
    List<Path> present,
    Set<String> accepted,
    Set<String> renewed,
    boolean offline,
    HttpLimits limits,
    TransferSettings transfer,
    FreeSpace space,
    WebProxy proxy) {

  /** Where the Hub is, if nothing else is said. */
  public static final URI ENDPOINT = URI.create("https://huggingface.co");

  private static final List<String> TOKEN_VARIABLES = List.of("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");

  public FetchSettings {
    present = List.copyOf(present);
    accepted = Set.copyOf(accepted);
    renewed = Set.copyOf(renewed);
  }

  /**
   * Returns the settings that an environment asks for: {@code HF_ENDPOINT}, {@code HF_TOKEN}, the
   * place of the Hub's cache, and the proxy's login.
   *
   * @param store the directory that fetched files are kept in
   * @param environment the variables of the process
   * @param properties the system properties: {@code user.home}
   */
  public static FetchSettings of(
      Path store, Map<String, String> environment, Properties properties) {
    String endpoint = environment.getOrDefault("HF_ENDPOINT", "");
    return new FetchSettings(
        store,
        new Access(endpoint.isBlank() ? ENDPOINT : URI.create(endpoint), token(environment)),
        HubCache.of(environment, properties),
        List.of(),
        Set.of(),
        Set.of(),
        false,
        HttpLimits.DEFAULT,
        TransferSettings.DEFAULT,
        FreeSpace.OF_DISK,
        WebProxy.of(ProxySelector.getDefault(), environment));
  }

  /** Returns the same with another server or token. */
  public FetchSettings withAccess(Access other) {
    return new FetchSettings(
        store, other, hubCache, present, accepted, renewed, offline, limits, transfer, space,
        proxy);
  }

  /** Returns the same with another cache of the Hub's tools, or none. */
  public FetchSettings withHubCache(Optional<HubCache> other) {
    return new FetchSettings(
        store, access, other, present, accepted, renewed, offline, limits, transfer, space, proxy);
  }

  /** Returns the same with directories in which files may lie already. */
  public FetchSettings withPresent(List<Path> directories) {
    return new FetchSettings(
        store,
        access,
        hubCache,
        directories,
        accepted,
        renewed,
        offline,
        limits,
        transfer,
        space,
        proxy);
  }

  /** Returns the same with what the user has accepted. */
  public FetchSettings withAccepted(Set<String> names) {
    return new FetchSettings(
        store, access, hubCache, present, names, renewed, offline, limits, transfer, space, proxy);
  }

  /** Returns the same with sources to be pinned anew. */
  public FetchSettings withRenewed(Set<String> names) {
    return new FetchSettings(
        store, access, hubCache, present, accepted, names, offline, limits, transfer, space, proxy);
  }

  /** Returns the same with or without a network. */
  public FetchSettings withOffline(boolean without) {
    return new FetchSettings(
        store, access, hubCache, present, accepted, renewed, without, limits, transfer, space,
        proxy);
  }

  /** Returns the same with other limits, connections and parts. */
  public FetchSettings withTransfer(HttpLimits otherLimits, TransferSettings otherTransfer) {
    return new FetchSettings(
        store,
        access,
        hubCache,
        present,
        accepted,
        renewed,
        offline,
        otherLimits,
        otherTransfer,
        space,
        proxy);
  }

  /** Returns the same with another way to tell how much room there is. */
  public FetchSettings withSpace(FreeSpace other) {
    return new FetchSettings(
        store, access, hubCache, present, accepted, renewed, offline, limits, transfer, other,
        proxy);
  }

  /** Returns the same with another proxy. */
  public FetchSettings withProxy(WebProxy other) {
    return new FetchSettings(
        store, access, hubCache, present, accepted, renewed, offline, limits, transfer, space,
        other);
  }

  boolean isRenewed(String source) {
    return renewed.contains(source) || renewed.contains("all");
  }

  private static Optional<Token> token(Map<String, String> environment) {
    List<Token> tokens = new ArrayList<>();
    for (String name : TOKEN_VARIABLES) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        tokens.add(Token.of(value, "environment variable " + name));
      }
    }
    return tokens.stream().findFirst();
  }
}
