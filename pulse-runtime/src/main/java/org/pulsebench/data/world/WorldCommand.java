package org.pulsebench.data.world;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.PulseException;
import org.pulsebench.Sha256;

/** The command line of {@link WorldWriter}: checks the arguments and lists what was written. */
final class WorldCommand {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private WorldCommand() {}

  /**
   * Returns the status that the process is to end with.
   *
   * @param world asked for only if the arguments are right, since drawing it takes seconds
   */
  static int run(List<String> arguments, Supplier<World> world, PrintStream out, PrintStream err) {
    try {
      Path directory = directory(arguments);
      long start = System.nanoTime();
      WorldWriter.write(world.get(), directory);
      list(directory, (System.nanoTime() - start) / 1e9, out);
      return DONE;
    } catch (BadInputException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (PulseException e) {
      err.println(e.getMessage());
      return FAILED;
    }
  }

  private static Path directory(List<String> arguments) {
    if (arguments.size() != 1) {
      throw misused("The arguments are wrong", arguments.size() + " arguments");
    }
    String argument = arguments.get(0);
    if (argument.isBlank()) {
      throw misused("The directory has no name", "a blank argument");
    }
    if (argument.startsWith("-")) {
      throw misused("There is no such option", argument);
    }
    try {
      Path directory = Path.of(argument);
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw misused("The world needs a directory", "the file " + argument);
      }
      return directory;
    } catch (InvalidPathException e) {
      throw misused("The directory cannot have such a name", e.getMessage());
    }
  }

  private static BadInputException misused(String what, String found) {
    return new BadInputException(
        new Problem(
            what,
            WorldWriter.class.getSimpleName(),
            found,
            "one argument, the directory to write the world into",
            "Name a directory; it is made where it is missing."));
  }

  private static void list(Path directory, double seconds, PrintStream out) {
    try {
      List<Path> files = files(directory);
      long bytes = 0;
      for (Path file : files) {
        long size = Files.size(file);
        String path = directory.relativize(file).toString().replace('\\', '/');
        out.printf(Locale.ROOT, "%s %9d %s%n", Sha256.of(file), size, path);
        bytes += size;
      }
      out.printf(
          Locale.ROOT, "%d files of %d bytes in %.1f seconds%n", files.size(), bytes, seconds);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "What was written cannot be read",
              directory.toString(),
              e.toString(),
              "readable files",
              "Check the permissions and the disk."),
          e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> people = Files.walk(directory.resolve(WorldWriter.PEOPLE))) {
      return Stream.concat(people, Stream.of(directory.resolve(WorldWriter.EXAM)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
