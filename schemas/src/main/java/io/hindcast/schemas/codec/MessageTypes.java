package io.hindcast.schemas.codec;

import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapProgress;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.WorkerReport;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The types that travel as messages of their own, as opposed to records inside of them. */
public final class MessageTypes {
  private static final List<Class<? extends SpecificRecord>> ALL =
      List.of(
          BackfillRequest.class,
          Control.class,
          Task.class,
          TaskEvent.class,
          ValidationRequest.class,
          Verdict.class,
          SwapRequest.class,
          SwapProgress.class,
          SwapEvent.class,
          WorkerReport.class,
          DeadLetter.class);

  private MessageTypes() {}

  /** All message types, in the order of the flow. */
  public static List<Class<? extends SpecificRecord>> all() {
    return ALL;
  }
}
