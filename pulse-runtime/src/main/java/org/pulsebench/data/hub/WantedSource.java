package org.pulsebench.data.hub;

import java.util.List;

/**
 * A source with the files that have to be there.
 *
 * @param revision a commit, where there are commits
 * @param files at least one
 */
record WantedSource(Source source, String revision, Terms terms, List<WantedFile> files) {

  WantedSource {
    files = List.copyOf(files);
  }
}
