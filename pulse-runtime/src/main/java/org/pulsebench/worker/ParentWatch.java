package org.pulsebench.worker;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Notices that the process which started this one is gone, within a second. */
final class ParentWatch {

  private static final long POLL_MILLIS = 500;

  private ParentWatch() {}

  /**
   * Watches a process from a thread that does not keep the JVM alive.
   *
   * @param pid of the process that matters, which may be further up than the direct parent
   * @param onGone called once, from that thread
   */
  static void start(long pid, Runnable onGone) {
    BooleanSupplier alive = liveness(pid);
    Thread thread = new Thread(() -> watch(alive, onGone), "parent watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch(BooleanSupplier alive, Runnable onGone) {
    try {
      // ProcessHandle.onExit polls too, at intervals that grow to five seconds.
      while (alive.getAsBoolean()) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    onGone.run();
  }

  private static BooleanSupplier liveness(long pid) {
    Optional<ProcessHandle> watched = ProcessHandle.of(pid);
    if (watched.isEmpty()) {
      return () -> false;
    }
    // A dead process that nobody has collected still counts as alive, but has lost its children.
    boolean direct = isDirectParent(pid);
    return () -> watched.get().isAlive() && (!direct || isDirectParent(pid));
  }

  private static boolean isDirectParent(long pid) {
    return ProcessHandle.current()
        .parent()
        .map(ProcessHandle::pid)
        .filter(id -> id == pid)
        .isPresent();
  }
}
