package io.hindcast.planner;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.BackfillSummary;
import io.hindcast.core.status.TaskView;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.planner.course.Threads;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.specyaml.YamlSpecWriter;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The planner's parts on given adapters, with its handlers reachable by topic. */
public final class SimulatedPlanner {
  /** Of the only pool. */
  public static final int SLOTS = 3;

  private static final PlannerConfig CONFIG =
      PlannerConfig.from(
          Configuration.of(
              Map.of(
                  "http.token", "test",
                  "planner.attempt-timeout", "60s",
                  "planner.retry-backoff", "1s",
                  "planner.failed-keep", "10m",
                  "planner.pools", "default:" + SLOTS)));

  private final PlannerParts parts;
  private final HandlersByTopic handlers = new HandlersByTopic();

  /** Whatever it drives is given to {@code driving}; everything else happens at once. */
  public SimulatedPlanner(
      BackfillStore store,
      Warehouse warehouse,
      InstantSource clock,
      Supplier<UUID> ids,
      Consumer<Runnable> driving,
      Genuine genuine) {
    parts =
        new PlannerParts(
            store,
            new NoQueries(),
            warehouse,
            new PlannerParts.SpecFormat(SpecsByText.ONCE, new YamlSpecWriter()),
            new PlannerParts.Sources(
                clock,
                ids,
                new Threads(new CallingThread(driving), new CallingThread(Runnable::run))),
            CONFIG);
    parts.subscribe(handlers, genuine);
  }

  /** What a backfill was asked to do. */
  public static BackfillSpec spec(Backfill backfill) {
    return ((SpecOutcome.Parsed) SpecsByText.ONCE.read(backfill.request().specYaml())).spec();
  }

  /** Looks at all open backfills. */
  public void sweep() {
    parts.drivers().sweep();
  }

  /** Looks at the pace of all that runs. */
  public void keepPace() {
    parts.paceKeeper().round();
  }

  /** Lets the janitor run once. */
  public void tidy() {
    parts.janitor().run();
  }

  /** What keeps a backfill from going on. */
  public Optional<String> problem(UUID id) {
    return parts.drivers().problem(id);
  }

  /** The handler of a topic. */
  public <T extends SpecificRecord> MessageHandler<T> handler(String topic) {
    return handlers.of(topic);
  }

  /** Reading a text twice gives the same spec, so many lives read it once. */
  private static final class SpecsByText implements SpecReader {
    static final SpecReader ONCE = new SpecsByText();

    private final SpecReader reader = new YamlSpecReader();
    private final Map<String, SpecOutcome> outcomes = new ConcurrentHashMap<>();

    @Override
    public SpecOutcome read(String yaml) {
      return outcomes.computeIfAbsent(yaml, reader::read);
    }

    /** The specs of lives name no pool. */
    @Override
    public SpecReader within(SpecLimits limits) {
      return this;
    }
  }

  /** Nobody looks. */
  private static final class NoQueries implements BackfillQueries {
    @Override
    public List<BackfillSummary> list(Filter filter) {
      return List.of();
    }

    @Override
    public Optional<BackfillStatus> status(UUID id) {
      return Optional.empty();
    }

    @Override
    public List<TaskView> tasks(
        UUID id, @Nullable String state, @Nullable String after, int limit) {
      return List.of();
    }

    @Override
    public List<BackfillStatus.HistoryEntry> history(UUID id, int limit) {
      return List.of();
    }

    @Override
    public Optional<String> repeats(UUID id) {
      return Optional.empty();
    }
  }
}
