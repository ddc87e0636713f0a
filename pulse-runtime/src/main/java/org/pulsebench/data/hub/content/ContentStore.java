package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.WholeFile;

/**
 * Files by the SHA-256 of their content, in {@code content/} below the store's directory, beside
 * what is on its way there ({@code partial/}) and the directories made of them ({@code sources/},
 * {@code unpacked/}).
 *
 * <p>Safe for use by several threads and processes. What has to be done once is done under {@link
 * #guarded}.
 */
public final class ContentStore {

  private final Path root;
  private final Cancellation cancellation;
  private final RememberedDigests digests;
  private final FileLinks links;

  /**
   * Opens the store below a directory, which is created if it does not exist.
   *
   * @throws EnvironmentException if it cannot be written
   */
  public ContentStore(Path directory, FreeSpace space, Cancellation cancellation) {
    this.root = directory.toAbsolutePath().normalize();
    this.cancellation = cancellation;
    this.digests = new RememberedDigests(root.resolve("digests"), cancellation);
    this.links = new FileLinks(space);
    create(root.resolve("content"));
    create(root.resolve("partial"));
  }

  /** Returns the store's directory. */
  public Path root() {
    return root;
  }

  /** Returns where content lies while it is fetched. */
  public Path partial(String key) {
    return root.resolve("partial").resolve(key + ".partial");
  }

  /**
   * Does something that no other build, nor any other thread, does for the same key meanwhile.
   *
   * @param key of a piece of content or of a directory
   * @param waiting is told once, if another has to be waited for
   */
  public <T> T guarded(String key, Runnable waiting, Supplier<T> body) {
    FileGuard guard =
        FileGuard.take(root.resolve("locks").resolve(key + ".lock"), waiting, cancellation);
    try {
      return body.get();
    } finally {
      guard.letGo();
    }
  }

  /**
   * Returns the content of a digest, if it is there; content that was changed is dropped.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public Optional<StoredContent> find(FileDigest digest) {
    Optional<String> sha256 =
        digest.kind() == DigestKind.SHA256 ? Optional.of(digest.hex()) : alias(digest);
    return sha256.flatMap(this::find);
  }

  private Optional<StoredContent> find(String sha256) {
    Path file = place(sha256);
    if (Files.exists(file) && digests.of(file).equals(sha256)) {
      return Optional.of(new StoredContent(sha256, file));
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw EnvironmentException.unwritable(file, e);
      }
    }
    return Optional.empty();
  }

  /**
   * Takes a file over: it is moved into the store at once.
   *
   * @param file on the store's file system, digested by the caller
   * @throws EnvironmentException if it cannot be moved
   */
  public StoredContent publish(Path file, Digesting.Digested digested) {
    Path place = place(digested.sha256());
    try {
      Files.createDirectories(place.getParent());
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(place, e);
    }
    digests.remember(place, digested.sha256());
    digested.other().ifPresent(other -> remember(other, digested.sha256()));
    return new StoredContent(digested.sha256(), place);
  }

  /**
   * Uses a file from elsewhere, if it has the digest; it stays where it is.
   *
   * @throws EnvironmentException if it cannot be read, or the store cannot be written
   */
  public Optional<StoredContent> adopt(Path file, FileDigest expected) {
    Optional<String> sha256 = sha256(file, expected);
    if (sha256.isEmpty()) {
      return Optional.empty();
    }
    Path place = place(sha256.get());
    Path made = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(place.getParent());
      links.place(file, made);
      if (Files.exists(place)) {
        Files.delete(made);
      } else {
        Files.move(
            made, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      if (Files.isSameFile(file, place)) {
        digests.remember(place, sha256.get());
      }
    } catch (IOException e) {
      throw EnvironmentException.unwritable(place, e);
    }
    // A copy is read once more: what was digested is the other file.
    return find(sha256.get());
  }

  /**
   * Returns the SHA-256 of a file anywhere, remembered from the last time if it has not changed.
   */
  public String sha256(Path file) {
    return digests.of(file);
  }

  /** Returns whether a file still is some content. */
  public boolean isContent(Path file, StoredContent content) {
    try {
      return Files.isRegularFile(file)
          && (Files.isSameFile(file, content.file()) || digests.of(file).equals(content.sha256()));
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  /** Gives content a place in a directory that exists. */
  public void place(StoredContent content, Path at) {
    try {
      links.place(content.file(), at);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException(at + " is there already", e);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(at, e);
    }
  }

  /**
   * Makes a directory that appears whole.
   *
   * @param fill writes its content into the directory that it is given
   */
  public void directory(Path place, Consumer<Path> fill) {
    Path made = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID());
    try {
      create(made);
      fill.accept(made);
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(place, e);
    } finally {
      Directories.delete(made);
    }
  }

  private Optional<String> sha256(Path file, FileDigest expected) {
    if (expected.kind() == DigestKind.SHA256) {
      return Optional.of(digests.of(file)).filter(expected.hex()::equals);
    }
    try {
      Digesting.Digested digested = Digesting.of(file, Optional.of(expected.kind()), cancellation);
      if (!digested.is(expected)) {
        return Optional.empty();
      }
      remember(expected, digested.sha256());
      return Optional.of(digested.sha256());
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private Optional<String> alias(FileDigest digest) {
    Path file = aliasFile(digest);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(Sha256::isDigest);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private void remember(FileDigest digest, String sha256) {
    Path file = aliasFile(digest);
    create(file.getParent());
    WholeFile.write(file, partial -> Files.writeString(partial, sha256 + "\n"));
  }

  private Path aliasFile(FileDigest digest) {
    return root.resolve("aliases").resolve(digest.key());
  }

  private Path place(String sha256) {
    return root.resolve("content").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw EnvironmentException.unwritable(directory, e);
    }
  }
}
