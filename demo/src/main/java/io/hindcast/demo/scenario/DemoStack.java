package io.hindcast.demo.scenario;

import io.hindcast.cli.connection.LocalStackDescription;
import io.hindcast.cli.connection.LocalStackDescription.Endpoints;
import io.hindcast.demo.stack.StackSupervision;
import io.hindcast.localstack.process.Lifetime;

/**
 * The stack that the demonstration runs against. One that was up before is used and left as it is;
 * one that was started here is stopped in the end, also after Ctrl-C, unless it is to be kept.
 */
final class DemoStack implements AutoCloseable {
  private final StackSupervision supervision;
  private final DemoDirectory place;
  private final boolean keep;
  private final Thread hook = new Thread(this::cleanUp, "clean-up-demo");
  private boolean started;
  private boolean cleaned;

  DemoStack(StackSupervision supervision, DemoDirectory place, boolean keep) {
    this.supervision = supervision;
    this.place = place;
    this.keep = keep;
  }

  /** Starts the stack unless it is up, and says how to reach it. */
  Endpoints start(int workers) {
    Runtime.getRuntime().addShutdownHook(hook);
    Lifetime lifetime = keep ? Lifetime.DETACHED : Lifetime.WITH_PARENT;
    boolean startedHere =
        supervision.start(new StackSupervision.Request(workers, lifetime), () -> {});
    synchronized (this) {
      started = startedHere;
    }
    if (keep) {
      supervision.point();
    }
    return supervision
        .running()
        .map(LocalStackDescription::endpoints)
        .orElseThrow(() -> new IllegalStateException("The stack in " + place.path() + " is gone"));
  }

  /** Whether it is left up in the end. */
  synchronized boolean stays() {
    return keep || !started;
  }

  private synchronized void cleanUp() {
    if (cleaned) {
      return;
    }
    cleaned = true;
    if (!stays()) {
      supervision.stop();
    }
    place.delete();
  }

  @Override
  public void close() {
    cleanUp();
  }
}
