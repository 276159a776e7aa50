package io.hindcast.runtime.lifecycle;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.config.Configuration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A service of one part, which fails as it is told to. */
final class SampleMain {
  enum Fate {
    WORKS,
    CANNOT_START,
    DIES,
    HANGS_AT_STOP
  }

  private SampleMain() {}

  public static void main(String[] args) {
    ServiceRunner.run("sample", SampleMain::read, SampleMain::start);
  }

  private static Fate read(Configuration config) {
    return config.choice("service.fate", Fate.WORKS);
  }

  private static void start(Fate fate, Lifecycle lifecycle) {
    lifecycle.add("first", () -> LoggerFactory.getLogger("io.hindcast.sample").info("first stops"));
    switch (fate) {
      case WORKS -> {}
      case CANNOT_START ->
          throw new HindcastException(ErrorCode.STORE_UNAVAILABLE, "The database is not there");
      case DIES -> Thread.ofVirtual().start(SampleMain::die);
      case HANGS_AT_STOP -> lifecycle.add("hanging", () -> new CountDownLatch(1).await());
    }
  }

  private static void die() {
    throw new IllegalStateException("A thread's defect");
  }
}
