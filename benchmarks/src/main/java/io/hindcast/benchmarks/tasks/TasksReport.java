package io.hindcast.benchmarks.tasks;

import io.hindcast.benchmarks.course.Phases;
import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.Spread;
import java.util.List;
import java.util.Locale;

/**
 * What many tiny tasks cost.
 *
 * @param bareSeconds the same statements, run by as many threads
 * @param seconds from the request to the heard swap
 * @param tasksPerSecond over all of that
 * @param computeTasksPerSecond while tasks ran
 * @param coordinationMs per task: what was longer than the bare statements, shared among the tasks
 * @param servicesCpuMs per task, of Hindcast's processes
 * @param engineCpuMs per task, of the engine
 */
record TasksReport(
    int tasks,
    int parallelism,
    int workers,
    double bareSeconds,
    double seconds,
    double tasksPerSecond,
    double computeTasksPerSecond,
    double coordinationMs,
    double servicesCpuMs,
    double engineCpuMs,
    long servicesPeakBytes,
    Spread relayMs,
    Spread dispatchMs,
    Spread workMs,
    Phases phases,
    boolean equal)
    implements Report {

  @Override
  public List<String> page() {
    return List.of(
        String.format(
            Locale.ROOT, "%,d tasks, parallelism %d, %d workers", tasks, parallelism, workers),
        String.format(
            Locale.ROOT, "wall             %.2f s, %.0f tasks/s", seconds, tasksPerSecond),
        String.format(
            Locale.ROOT, "bare statements  %.2f s, %.0f tasks/s", bareSeconds, tasks / bareSeconds),
        String.format(Locale.ROOT, "computing alone  %.0f tasks/s", computeTasksPerSecond),
        String.format(Locale.ROOT, "coordination     %.2f ms per task", coordinationMs),
        String.format(
            Locale.ROOT,
            "CPU per task     %.2f ms in our processes, %.2f ms in the engine",
            servicesCpuMs,
            engineCpuMs),
        String.format(
            Locale.ROOT, "our processes    at most %,d MB resident", servicesPeakBytes >> 20),
        "decision to topic, ms   " + relayMs,
        "dispatch latency, ms    " + dispatchMs,
        "work per task, ms       " + workMs,
        "phases: " + phases,
        "results equal: " + (equal ? "yes" : "NO"));
  }
}
