package io.hindcast.validator.judge;

import io.hindcast.warehouse.Warehouse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A real warehouse whose callers are listened to, and disturbed between two calls. */
final class ObservedWarehouse {
  private final List<String> calls = new ArrayList<>();
  private final Warehouse warehouse;
  private final Consumer<String> afterCall;

  /** Calls back with the method's name after each call. */
  ObservedWarehouse(Warehouse warehouse, Consumer<String> afterCall) {
    this.warehouse = warehouse;
    this.afterCall = afterCall;
  }

  List<String> calls() {
    return calls;
  }

  Warehouse port() {
    return (Warehouse)
        Proxy.newProxyInstance(
            Warehouse.class.getClassLoader(),
            new Class<?>[] {Warehouse.class},
            (proxy, method, args) -> {
              try {
                Object answer = method.invoke(warehouse, args);
                calls.add(method.getName());
                afterCall.accept(method.getName());
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
