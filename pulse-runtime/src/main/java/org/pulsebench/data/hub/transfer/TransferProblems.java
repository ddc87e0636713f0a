package org.pulsebench.data.hub.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.http.Address;

/** What a server may give instead of a file. */
record TransferProblems(RemoteFile remote) {

  private static final int HEAD_BYTES = 512;

  EnvironmentException page() {
    return new EnvironmentException(
        new Problem(
            "Server gave a web page instead of a file",
            where(),
            "HTML, such as the page of a login or of a proxy",
            "the file",
            "Open the address in a browser on this machine; then correct proxy, token or "
                + "pulse.hub.endpoint."));
  }

  EnvironmentException length(String found) {
    return new EnvironmentException(
        new Problem(
            "File has another length than its publisher says",
            where(),
            found,
            "%,d bytes".formatted(remote.size()),
            "Run it again; if it stays so, the server or a proxy in between is at fault."));
  }

  EnvironmentException digest(FileDigest found, FileDigest expected, Path partial)
      throws IOException {
    if (isPage(partial)) {
      return page();
    }
    return new EnvironmentException(
        new Problem(
            "File has other bytes than its publisher says",
            where(),
            found.toString(),
            expected.toString(),
            "Run it again, it is fetched anew; if it stays so, the server or a proxy in between is "
                + "at fault, or the file has been replaced."));
  }

  private String where() {
    return remote.name() + " (" + Address.shown(remote.address()) + ")";
  }

  private static boolean isPage(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head =
          new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1)
              .stripLeading()
              .toLowerCase(Locale.ROOT);
      return head.startsWith("<!doctype html") || head.startsWith("<html");
    }
  }
}
