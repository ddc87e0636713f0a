package org.pulsebench.data.hub.transfer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.pulsebench.data.hub.http.BodySink;
import org.pulsebench.data.hub.http.Reply;
import org.pulsebench.data.hub.http.TextSink;
import org.pulsebench.data.hub.http.TransientReplyException;
import org.pulsebench.data.hub.http.Transport;
import org.pulsebench.data.hub.http.Work;

/** Fetches what is missing of one part of a file, or of the whole if it is the only part. */
final class PieceWork implements Work<Boolean> {

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_THERE = 416;

  /** What stores say of an address whose time is over. */
  private static final Set<Integer> EXPIRED = Set.of(400, 401, 403, 410);

  private static final int ERROR_TEXT_BYTES = 8 << 10;

  private final RemoteFile remote;
  private final Transport transport;
  private final PartialFile partial;
  private final AtomicReference<URI> location;
  private final int piece;
  private final LongConsumer progress;
  private boolean written;
  private long surplus;

  /**
   * Creates the work.
   *
   * @param location where the server redirected to, kept for all parts; the file's own address if
   *     that is not known
   */
  PieceWork(
      RemoteFile remote,
      Transport transport,
      PartialFile partial,
      AtomicReference<URI> location,
      int piece,
      LongConsumer progress) {
    this.remote = remote;
    this.transport = transport;
    this.partial = partial;
    this.location = location;
    this.piece = piece;
    this.progress = progress;
  }

  @Override
  public long progress() {
    return pieces().done(piece);
  }

  @Override
  public Boolean attempt() throws IOException {
    written = false;
    surplus = 0;
    Reply reply = transport.get(location.get(), headers(), this::sink);
    if (!written) {
      refuse(reply);
    }
    if (surplus > 0) {
      throw new TransferProblems(remote).length("at least " + surplus + " bytes more");
    }
    location.set(reply.at());
    partial.saveSometimes();
    if (!pieces().isWhole(piece)) {
      throw new IOException("the answer ended before the part was whole");
    }
    return true;
  }

  private Pieces pieces() {
    return partial.pieces();
  }

  private boolean isRanged() {
    return pieces().count() > 1 || pieces().done(piece) > 0;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (isRanged()) {
      headers.put("Range", "bytes=" + pieces().position(piece) + "-" + (pieces().end(piece) - 1));
      partial.tag().ifPresent(tag -> headers.put("If-Range", tag));
    }
    return headers;
  }

  private BodySink sink(int status, HttpHeaders headers) {
    if (isWanted(status, headers)) {
      written = true;
      return this::write;
    }
    return status == OK || status == PARTIAL ? bytes -> false : new TextSink(ERROR_TEXT_BYTES);
  }

  private boolean isWanted(int status, HttpHeaders headers) {
    if (status == PARTIAL) {
      Optional<ContentRange> range = headers.firstValue("Content-Range").flatMap(ContentRange::of);
      return isRanged()
          && isSameVersion(headers)
          && range.isPresent()
          && range.get().size() == remote.size()
          && range.get().first() == pieces().position(piece)
          && range.get().last() == pieces().end(piece) - 1;
    }
    long length = headers.firstValueAsLong("Content-Length").orElse(remote.size());
    boolean page = new Reply(remote.address(), status, headers).isPage() && !isNamedPage();
    return status == OK && !isRanged() && length == remote.size() && !page;
  }

  /** The first answer of all decides which version the others have to be of. */
  private boolean isSameVersion(HttpHeaders headers) {
    Optional<String> tag = strongTag(headers);
    partial.tag(tag);
    return tag.isEmpty() || partial.tag().equals(tag);
  }

  private boolean write(ByteBuffer bytes) {
    long position = pieces().position(piece);
    int fits = (int) Math.min(bytes.remaining(), pieces().end(piece) - position);
    surplus += bytes.remaining() - fits;
    bytes.limit(bytes.position() + fits);
    partial.write(bytes, position);
    pieces().add(piece, fits);
    progress.accept(fits);
    return surplus == 0;
  }

  /** Says what is wrong with an answer that is not the bytes. */
  private void refuse(Reply reply) throws IOException {
    boolean elsewhere = !reply.at().equals(remote.address());
    if (elsewhere && EXPIRED.contains(reply.status())) {
      // Addresses of a store are good for some minutes only: the next attempt asks for a new one.
      location.set(remote.address());
      throw new TransientReplyException(reply);
    }
    if (reply.isTransient()) {
      throw new TransientReplyException(reply);
    }
    if ((reply.status() == OK || reply.status() == PARTIAL) && reply.isPage() && !isNamedPage()) {
      throw new TransferProblems(remote).page();
    }
    if ((reply.status() == OK && isRanged())
        || (reply.status() == PARTIAL && isOtherVersion(reply))) {
      throw new RangesRefusedException();
    }
    if (reply.status() == OK || reply.status() == PARTIAL || reply.status() == RANGE_NOT_THERE) {
      throw new TransferProblems(remote).length(length(reply));
    }
    throw remote.refusal().apply(reply);
  }

  private boolean isOtherVersion(Reply reply) {
    return reply
        .header("Content-Range")
        .flatMap(ContentRange::of)
        .filter(range -> range.size() == remote.size())
        .isPresent();
  }

  private static String length(Reply reply) {
    return reply
        .header("Content-Range")
        .or(() -> reply.header("Content-Length").map(length -> length + " bytes"))
        .orElse("no length");
  }

  private boolean isNamedPage() {
    return remote.name().endsWith(".html") || remote.name().endsWith(".htm");
  }

  /** A weak tag says that two versions mean the same, not that they are the same bytes. */
  private static Optional<String> strongTag(HttpHeaders headers) {
    return headers.firstValue("ETag").filter(tag -> tag.startsWith("\""));
  }
}
