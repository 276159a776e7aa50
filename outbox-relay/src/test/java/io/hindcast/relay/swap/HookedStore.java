package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A store of one swap at a time, with a hook around each save; all else is the store's. */
final class HookedStore implements InvocationHandler {
  private final SwapStore store;
  private final StepHook hook;
  private String step = "";
  private long epoch = -1;

  private HookedStore(SwapStore store, StepHook hook) {
    this.store = store;
    this.hook = hook;
  }

  static SwapStore around(SwapStore store, StepHook hook) {
    return (SwapStore)
        Proxy.newProxyInstance(
            SwapStore.class.getClassLoader(),
            new Class<?>[] {SwapStore.class},
            new HookedStore(store, hook));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("save")) {
      return call(method, arguments);
    }
    SwapLease lease = (SwapLease) arguments[0];
    SwapState next = (SwapState) arguments[1];
    if (lease.epoch() == epoch) { // Else it was just claimed, and no statement ran yet.
      hook.after(step);
    }
    Object answer = call(method, arguments);
    epoch = lease.epoch();
    step = next.label();
    hook.before(step);
    return answer;
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
