package org.pulsebench.data.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;

/**
 * The directory that an archive becomes: takes its entries one by one and refuses those that would
 * leave it, that there are two of, or that are too many or too large.
 *
 * <p>Links are made last, when nothing is written any more, so that none can be written through.
 */
final class ArchiveTree {

  private static final int BUFFER_BYTES = 1 << 18;

  private final ArchiveFault fault;
  private final Path root;
  private final UnpackLimits limits;
  private final long mostBytes;
  private final Cancellation cancellation;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private final Map<String, Boolean> isDirectory = new HashMap<>();
  private final Set<EntryPath> made = new HashSet<>();
  private final List<Link> links = new ArrayList<>();
  private int entries;
  private long bytes;

  private record Link(EntryPath path, String target, boolean symbolic) {}

  ArchiveTree(Path archive, Path root, UnpackLimits limits, Cancellation cancellation)
      throws IOException {
    this.fault = new ArchiveFault(archive);
    this.root = root;
    this.limits = limits;
    this.mostBytes = limits.bytesFrom(Files.size(archive));
    this.cancellation = cancellation;
  }

  void directory(String name) {
    count(name);
    if (isTop(name)) {
      return;
    }
    EntryPath path = path(name);
    makeParents(path);
    makeDirectory(path, name);
  }

  /** Writes a file with what is left of a stream, and returns how many bytes that was. */
  long file(String name, InputStream content) throws IOException {
    count(name);
    EntryPath path = path(name);
    makeParents(path);
    claim(path, name, false);
    Path file = place(path, name);
    long written = 0;
    try (OutputStream out = create(file)) {
      int read = content.read(buffer);
      while (read >= 0) {
        cancellation.throwIfRequested();
        add(read, name);
        write(out, read, file);
        written += read;
        read = content.read(buffer);
      }
    }
    return written;
  }

  void link(String name, String target, boolean symbolic) {
    count(name);
    EntryPath path = path(name);
    makeParents(path);
    claim(path, name, false);
    links.add(new Link(path, target, symbolic));
  }

  /** Makes the links, hard ones first: a hard link is to a file, never to another link. */
  void finish() throws IOException {
    Set<EntryPath> linkPaths = new HashSet<>();
    links.forEach(link -> linkPaths.add(link.path()));
    for (Link link : links) {
      if (!link.symbolic()) {
        EntryPath target = hardTarget(link, linkPaths);
        copy(target.under(root), link);
      }
    }
    for (Link link : links) {
      if (link.symbolic()) {
        makeSymbolic(link);
      }
    }
    Path real = root.toRealPath();
    for (Link link : links) {
      if (link.symbolic()) {
        requireInside(link, real);
      }
    }
  }

  private EntryPath hardTarget(Link link, Set<EntryPath> linkPaths) {
    boolean fits =
        EntryPath.fault(link.target()).isEmpty()
            && !linkPaths.contains(EntryPath.of(link.target()))
            && Files.isRegularFile(EntryPath.of(link.target()).under(root));
    if (!fits) {
      throw fault.entry(
          "Link in an archive leads nowhere",
          link.path().text(),
          "a hard link to " + link.target(),
          "the path of a file in the same archive");
    }
    return EntryPath.of(link.target());
  }

  /** A second name for the same bytes would have a change of one change the other. */
  private void copy(Path from, Link link) throws IOException {
    Path file = link.path().under(root);
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = create(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        cancellation.throwIfRequested();
        add(read, link.path().text());
        write(out, read, file);
      }
    }
  }

  private void makeSymbolic(Link link) {
    Path at = link.path().under(root);
    try {
      Path target = at.getFileSystem().getPath(link.target());
      Path leadsTo = at.resolveSibling(target).normalize();
      if (target.isAbsolute() || link.target().indexOf('\\') >= 0 || !leadsTo.startsWith(root)) {
        throw leadsOut(link);
      }
      Files.createSymbolicLink(at, target);
    } catch (InvalidPathException e) {
      throw leadsOut(link);
    } catch (IOException | UnsupportedOperationException e) {
      throw EnvironmentException.unwritable(at, e instanceof IOException io ? io : wrapped(e));
    }
  }

  /** A link through another link can lead out although its text does not. */
  private void requireInside(Link link, Path real) {
    try {
      if (!link.path().under(root).toRealPath().startsWith(real)) {
        throw leadsOut(link);
      }
    } catch (IOException e) {
      throw fault.entry(
          "Link in an archive leads nowhere",
          link.path().text(),
          "a symbolic link to " + link.target(),
          "the path of a file in the same archive");
    }
  }

  private RuntimeException leadsOut(Link link) {
    return fault.entry(
        "Link in an archive leads out of it",
        link.path().text(),
        "a symbolic link to " + link.target(),
        "a relative path that stays below the archive's top");
  }

  private static IOException wrapped(Exception e) {
    return new IOException(e);
  }

  private void count(String name) {
    cancellation.throwIfRequested();
    entries++;
    if (entries > limits.entries()) {
      throw fault.limit(
          "Archive has too many entries",
          name,
          "more than %,d".formatted(limits.entries()),
          "at most that many");
    }
  }

  private void add(long more, String name) {
    bytes += more;
    if (bytes > mostBytes) {
      boolean ratio = mostBytes < limits.bytes();
      throw fault.limit(
          "Archive is too large unpacked",
          name,
          "more than %,d bytes".formatted(mostBytes),
          ratio
              ? "at most %.0f times the archive's size".formatted(limits.ratio())
              : "at most that");
    }
  }

  private static boolean isTop(String name) {
    return name.equals("./") || name.equals(".");
  }

  private EntryPath path(String name) {
    EntryPath.fault(name)
        .ifPresent(
            what -> {
              throw fault.entry(
                  "Entry of an archive has a path that leads elsewhere",
                  name,
                  "a path with " + what,
                  "a relative path with slashes");
            });
    return EntryPath.of(name);
  }

  private void makeParents(EntryPath path) {
    for (EntryPath parent : path.parents()) {
      makeDirectory(parent, path.text());
    }
  }

  private void makeDirectory(EntryPath path, String name) {
    if (made.contains(path)) {
      return;
    }
    claim(path, name, true);
    Path directory = place(path, name);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory);
      }
      made.add(path);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }

  /** Directories may come again and differ by case; a file must be the only one of its name. */
  private void claim(EntryPath path, String name, boolean directory) {
    Boolean before = isDirectory.putIfAbsent(path.folded(), directory);
    if (before != null && !(before && directory)) {
      throw fault.entry(
          "Archive has two entries of one name",
          name,
          "another entry of that path, but perhaps for upper and lower case",
          "paths that differ on every file system");
    }
  }

  private Path place(EntryPath path, String name) {
    try {
      return path.under(root);
    } catch (InvalidPathException e) {
      throw fault.limit(
          "Entry of an archive has a name that this system cannot write",
          name,
          e.getReason(),
          "a name in the encoding of file names, which is " + encoding());
    }
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", "not known") + " (LC_ALL=C.UTF-8 sets UTF-8)";
  }

  private static OutputStream create(Path file) {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }

  private void write(OutputStream out, int length, Path file) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(file, e);
    }
  }
}
