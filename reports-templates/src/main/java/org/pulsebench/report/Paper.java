package org.pulsebench.report;

import java.util.List;
import java.util.Optional;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.TrainedParts;

/**
 * What the paper has of a protocol: which of its protocols one is like follows from what it is, for
 * its name is the user's.
 */
final class Paper {

  /** The methods that the paper compares, in its order. */
  static final List<String> METHODS = List.of("ga", "ga-klr", "npo");

  private final PublishedResults results = PublishedResults.ofPaper();

  /** Returns the protocol of the paper that one is like. */
  static Preset like(Protocol protocol) {
    if (protocol.trainedParts().size() > 1) {
      return Preset.MODALITY;
    }
    if (protocol.counts().requests() > 1) {
      return Preset.SUSTAINABILITY;
    }
    return Preset.of(protocol.knowledge().id());
  }

  /** Returns the paper's numbers of people and requests. */
  static Counts counts(Protocol protocol) {
    return like(protocol).protocol(Preset.Size.PAPER).counts();
  }

  /**
   * Returns what the paper has of an accuracy ({@code accuracy}) or a share of one ({@code
   * derived}); nothing where it has another number of requests, for its k-th is then another.
   */
  Optional<Entry.Published> find(
      Protocol protocol,
      TrainedParts parts,
      String method,
      String set,
      Optional<String> modality,
      String metric,
      int requests) {
    if (protocol.counts().requests() != counts(protocol).requests()) {
      return Optional.empty();
    }
    return results
        .find(like(protocol).id(), method, parts.id(), set, modality, metric, requests)
        .map(
            value ->
                new Entry.Published(
                    value.value(), value.error(), value.reading(), value.item(), Unit.PERCENT));
  }

  /** Returns the same of the name of a set, such as {@code unlearn/text}. */
  Optional<Entry.Published> accuracy(
      Protocol protocol, TrainedParts parts, String method, String name, int requests) {
    String[] words = name.split("/", 2);
    Optional<String> modality = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    return find(protocol, parts, method, words[0], modality, "accuracy", requests);
  }

  /** Returns why a protocol's numbers are not those of the paper's setting; empty if they are. */
  static Optional<String> otherwise(Protocol protocol) {
    Counts ours = protocol.counts();
    Counts paper = counts(protocol);
    if (ours.equals(paper)) {
      return Optional.empty();
    }
    String sizes =
        "%s has %d individuals in D_unlearn in %s, the paper %d in %s"
            .formatted(
                protocol.name(),
                ours.unlearn(),
                requests(ours.requests()),
                paper.unlearn(),
                requests(paper.requests()));
    return Optional.of(
        ours.requests() == paper.requests()
            ? sizes + ": the difference to the paper is of two settings."
            : sizes + ": no number of the paper stands beside its own.");
  }

  private static String requests(int count) {
    return count + (count == 1 ? " request" : " requests");
  }
}
