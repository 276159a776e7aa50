package io.hindcast.systemtests.stack;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Stops the shared stack when JUnit is done with the last test class. */
public final class StopsStack implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(StopsStack.class))
        .computeIfAbsent(Stack.class, key -> new Stack(SystemStack.shared()), Stack.class);
  }

  /** Closed by JUnit with the store that holds it. */
  private record Stack(SystemStack stack) implements AutoCloseable {
    @Override
    public void close() {
      stack.close();
    }
  }
}
