package io.hindcast.planner;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.calibration.Prices;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.spec.SpecReader;
import io.hindcast.core.spec.SpecWriter;
import io.hindcast.core.status.BackfillQueries;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.course.BaseKeeper;
import io.hindcast.planner.course.Calibrator;
import io.hindcast.planner.course.CallBack;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Dispatcher;
import io.hindcast.planner.course.Disposal;
import io.hindcast.planner.course.Driver;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.course.Enquiries;
import io.hindcast.planner.course.FailedKeeper;
import io.hindcast.planner.course.Failures;
import io.hindcast.planner.course.FenceKeeper;
import io.hindcast.planner.course.GroupBoard;
import io.hindcast.planner.course.Guards;
import io.hindcast.planner.course.LiveQueries;
import io.hindcast.planner.course.PlanPatience;
import io.hindcast.planner.course.PlanStep;
import io.hindcast.planner.course.Promoter;
import io.hindcast.planner.course.Rebuilder;
import io.hindcast.planner.course.Retries;
import io.hindcast.planner.course.Rollbacks;
import io.hindcast.planner.course.Specs;
import io.hindcast.planner.course.Threads;
import io.hindcast.planner.course.ViewKeeper;
import io.hindcast.planner.deadletter.DeadLetterCheck;
import io.hindcast.planner.deadletter.DeadLetterHandler;
import io.hindcast.planner.deadletter.Replays;
import io.hindcast.planner.event.ControlHandler;
import io.hindcast.planner.event.KeptNotes;
import io.hindcast.planner.event.LostTaskHandler;
import io.hindcast.planner.event.ProvenanceNotes;
import io.hindcast.planner.event.SwapEventHandler;
import io.hindcast.planner.event.SwapNotes;
import io.hindcast.planner.event.SwapProgressHandler;
import io.hindcast.planner.event.TaskEventHandler;
import io.hindcast.planner.event.VerdictHandler;
import io.hindcast.planner.http.BackfillRoutes;
import io.hindcast.planner.http.ControlRoutes;
import io.hindcast.planner.http.DeadLetterRoutes;
import io.hindcast.planner.http.DoctorRoutes;
import io.hindcast.planner.http.JanitorRoutes;
import io.hindcast.planner.http.PaceRoutes;
import io.hindcast.planner.http.PlanRoutes;
import io.hindcast.planner.http.PricedQueries;
import io.hindcast.planner.http.StatusNotes;
import io.hindcast.planner.http.Submissions;
import io.hindcast.planner.http.WorkerRoutes;
import io.hindcast.planner.janitor.Janitor;
import io.hindcast.planner.janitor.JanitorRounds;
import io.hindcast.planner.message.DeadTasks;
import io.hindcast.planner.message.Letters;
import io.hindcast.planner.message.ResultLetters;
import io.hindcast.planner.message.TaskLetters;
import io.hindcast.planner.pace.PaceKeeper;
import io.hindcast.planner.pace.PoolBoard;
import io.hindcast.planner.pace.PoolMeters;
import io.hindcast.planner.pace.Pools;
import io.hindcast.planner.pace.Slots;
import io.hindcast.planner.pace.Watchdog;
import io.hindcast.planner.request.Intake;
import io.hindcast.planner.survey.SurveyLanes;
import io.hindcast.planner.survey.Surveyor;
import io.hindcast.planner.worker.WorkerReportHandler;
import io.hindcast.planner.worker.Workers;
import io.hindcast.runtime.http.Route;
import io.hindcast.warehouse.Warehouse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The planner behind its adapters: what it decides with, put together once. */
final class PlannerParts {
  private static final String GROUP = "hindcast.planner";

  private final BackfillStore store;
  private final BackfillQueries queries;
  private final Warehouse warehouse;
  private final SpecReader reader;
  private final Sources sources;
  private final Surveyor surveyor;
  private final Letters letters;
  private final Conductor conductor;
  private final Specs specs;
  private final Calibrator calibrator;
  private final Retries retries;
  private final Promoter promoter;
  private final Drivers drivers;
  private final Pools pools;
  private final LiveQueries liveQueries;
  private final Workers workers;
  private final Rollbacks rollbacks;
  private final FailedKeeper failed;
  private final SwapNotes notes;
  private final Janitor janitor;
  private final JanitorRounds janitorRounds;
  private final PaceKeeper paceKeeper;
  private final Watchdog watchdog;
  private final Prices prices;

  /** Time, fresh ids, and where the work is done. */
  record Sources(InstantSource clock, Supplier<UUID> ids, Threads threads) {
    /** On virtual threads. */
    Sources(InstantSource clock, Supplier<UUID> ids) {
      this(clock, ids, Threads.virtual());
    }
  }

  /** How specs are written down. */
  record SpecFormat(SpecReader reader, SpecWriter writer) {}

  PlannerParts(
      BackfillStore store,
      BackfillQueries queries,
      Warehouse warehouse,
      SpecFormat format,
      Sources sources,
      PlannerConfig config) {
    String database = config.warehouse().workingDatabase();
    this.store = store;
    this.queries = queries;
    this.warehouse = warehouse;
    pools = new Pools(config.pace());
    this.reader = format.reader().within(pools);
    this.sources = sources;
    surveyor =
        new Surveyor(
            warehouse,
            store,
            new Surveyor.Settings(database, config.surveys().limits(), config.surveys().oneUser()),
            sources.clock());
    letters = new Letters(sources.clock(), sources.ids());
    liveQueries = new LiveQueries(warehouse, database);
    workers = new Workers(store, config.patience().workerSilence(), sources.clock());
    specs = new Specs(format.reader());
    Guards guards = new Guards(warehouse, database, sources.ids());
    watchdog = new Watchdog(pools, sources.clock());
    Slots slots = new Slots(pools, sources.clock(), watchdog, this::nudge);
    paceKeeper =
        new PaceKeeper(
            new PaceKeeper.Tools(store, warehouse, specs::of, this::nudge, database),
            pools,
            slots,
            watchdog,
            sources.clock());
    Dispatcher dispatcher =
        new Dispatcher(
            specs,
            new TaskLetters(letters, warehouse),
            guards,
            slots,
            new Dispatcher.Surroundings(database, sources.clock()));
    conductor =
        new Conductor(
            dispatcher,
            new Enquiries(specs, new ResultLetters(letters), database),
            sources.clock(),
            new GroupBoard(sources.ids()));
    Failures failures =
        new Failures(
            specs,
            config.patience().attemptTimeout(),
            new Failures.Backoff(
                config.patience().retryBackoff(), config.patience().retryBackoffMax()),
            sources.ids());
    retries = new Retries(specs, failures, dispatcher, new DeadTasks(letters), sources.clock());
    calibrator = new Calibrator(specs, sources.clock());
    promoter =
        new Promoter(
            store,
            warehouse,
            database,
            sources.clock(),
            sources.ids(),
            sources.threads().promoting());
    failed = new FailedKeeper(store, conductor, config.patience().failedKeep(), sources.clock());
    Rebuilder rebuilder = new Rebuilder(store, format.writer(), letters, sources.clock());
    BaseKeeper bases = new BaseKeeper(warehouse, database, sources.ids());
    Driver.Tools tools =
        new Driver.Tools(
            store,
            warehouse,
            new PlanStep(
                new SurveyLanes(surveyor),
                new PlanPatience(store, config.surveys().patience(), sources.clock()),
                bases,
                rebuilder),
            new FenceKeeper(store, warehouse, specs),
            promoter,
            new Disposal(store, warehouse, database),
            guards,
            new CallBack(store, warehouse, guards, database, sources.clock()),
            new ViewKeeper(store, warehouse, sources.clock()),
            rebuilder,
            retries,
            failed);
    drivers =
        new Drivers(
            store,
            new Driver(
                tools,
                conductor,
                specs,
                failures,
                new Driver.Sources(sources.clock(), sources.ids()),
                database),
            sources.threads().driving());
    rollbacks = new Rollbacks(conductor, sources.clock(), sources.ids());
    notes = new SwapNotes(new KeptNotes(database, sources.clock()), new ProvenanceNotes(specs));
    janitor =
        new Janitor(
            store, warehouse, specs, database, config.patience().keptVersions(), sources.clock());
    janitorRounds = new JanitorRounds(janitor);
    prices = config.prices();
  }

  Promoter promoter() {
    return promoter;
  }

  Drivers drivers() {
    return drivers;
  }

  Janitor janitor() {
    return janitor;
  }

  JanitorRounds janitorRounds() {
    return janitorRounds;
  }

  PaceKeeper paceKeeper() {
    return paceKeeper;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  private void nudge(UUID id) {
    drivers.nudge(id);
  }

  /**
   * Requests and controls come from people and programs; everything else from services.
   *
   * @param genuine lets through what these have really sent
   */
  void subscribe(MessageBus bus, Genuine genuine) {
    InstantSource clock = sources.clock();
    TaskEventHandler tasks = new TaskEventHandler(store, conductor, retries, drivers, warehouse);
    bus.subscribe(Topics.REQUESTS, GROUP, new Intake(store, reader, drivers, clock));
    bus.subscribe(
        Topics.CONTROLS,
        GROUP,
        new ControlHandler(store, conductor, rollbacks, failed, drivers, clock));
    bus.subscribe(Topics.TASK_EVENTS, GROUP, genuine.from(Sender.WORKER, tasks));
    bus.subscribe(
        Topics.SWAP_PROGRESS, GROUP, genuine.from(Sender.RELAY, new SwapProgressHandler(store)));
    bus.subscribe(
        Topics.WORKERS,
        GROUP,
        genuine.from(Sender.WORKER, new WorkerReportHandler(store, workers, clock)));
    bus.subscribe(
        Topics.DEAD_LETTERS,
        GROUP,
        new DeadLetterHandler(store, new LostTaskHandler(tasks, genuine), clock));
    bus.subscribe(
        Topics.VERDICTS,
        GROUP,
        genuine.from(
            Sender.VALIDATOR, new VerdictHandler(store, conductor, calibrator, drivers, specs)));
    bus.subscribe(
        Topics.SWAP_EVENTS,
        GROUP,
        genuine.from(Sender.RELAY, new SwapEventHandler(store, conductor, notes, drivers)));
  }

  /** Tells how pools stand in the service's metrics. */
  void measure(MeterRegistry registry) {
    PoolMeters.register(registry, poolBoard(), pools.names());
  }

  private PoolBoard poolBoard() {
    return new PoolBoard(store, pools, sources.clock());
  }

  List<Route> routes(Supplier<Optional<String>> databaseProblem, MessageBus bus) {
    Submissions submissions = new Submissions(store, letters);
    return Stream.of(
            new PlanRoutes(reader, surveyor, store, prices).routes(),
            new BackfillRoutes(
                    reader,
                    submissions,
                    new PricedQueries(queries, prices),
                    sources.ids(),
                    new StatusNotes(store, queries, drivers::problem, workers),
                    liveQueries)
                .routes(),
            new ControlRoutes(submissions, store, rollbacks, failed).routes(),
            new JanitorRoutes(janitor).routes(),
            new DeadLetterRoutes(store, new Replays(store, sources.clock())).routes(),
            new WorkerRoutes(workers).routes(),
            new PaceRoutes(poolBoard()).routes(),
            new DoctorRoutes(
                    databaseProblem,
                    warehouse,
                    bus,
                    workers,
                    watchdog,
                    new DeadLetterCheck(store, sources.clock()))
                .routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps the bus from getting on, for a readiness check. */
  static Optional<String> problem(MessageBus bus) {
    List<String> problems =
        bus.health().stream()
            .filter(health -> !health.healthy())
            .map(SubscriptionHealth::toString)
            .toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }
}
