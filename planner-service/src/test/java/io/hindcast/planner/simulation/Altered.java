package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.task.TaskTable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores of which one method does something else than it should. */
final class Altered {
  private Altered() {}

  /** What a method does instead; {@code original} is what it would have done. */
  @FunctionalInterface
  interface Instead {
    @Nullable Object call(Original original, @Nullable Object[] arguments) throws Throwable;
  }

  /** The method as it is. */
  @FunctionalInterface
  interface Original {
    @Nullable Object call() throws Throwable;
  }

  /** A store whose transactions are altered. */
  static BackfillStore transactions(BackfillStore store, UnaryOperator<BackfillTransaction> alter) {
    return new BackfillStore() {
      @Override
      public <T> T inTransaction(Function<BackfillTransaction, T> body) {
        return store.inTransaction(tx -> body.apply(alter.apply(tx)));
      }
    };
  }

  static BackfillTransaction transaction(BackfillTransaction tx, String method, Instead instead) {
    return of(BackfillTransaction.class, tx, method, instead);
  }

  static BackfillTransaction tasks(BackfillTransaction tx, String method, Instead instead) {
    return transaction(
        tx,
        "tasks",
        (original, arguments) -> of(TaskTable.class, (TaskTable) original.call(), method, instead));
  }

  static PaceTable pace(PaceTable table, String method, Instead instead) {
    return of(PaceTable.class, table, method, instead);
  }

  static ResultTable results(ResultTable table, String method, Instead instead) {
    return of(ResultTable.class, table, method, instead);
  }

  private static <T> T of(Class<T> type, @Nullable Object all, String name, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Original original = () -> call(all, method, arguments);
              return method.getName().equals(name)
                  ? instead.call(original, arguments)
                  : original.call();
            }));
  }

  private static @Nullable Object call(
      @Nullable Object all, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(all, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
