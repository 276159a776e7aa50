package io.hindcast.localstack.server;

import io.hindcast.localstack.process.ChildCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How a server is started and stopped.
 *
 * @param name what messages call it
 * @param log the file that the command logs to
 * @param command what to run; asked for at each start
 * @param ready whether it serves; asked for about 50 times a second until it does
 * @param patience how long it may take to become ready
 * @param stopSignal name of the signal that stops it cleanly, such as {@code TERM}
 */
public record Launch(
    String name,
    Path log,
    Supplier<ChildCommand> command,
    BooleanSupplier ready,
    Duration patience,
    String stopSignal) {}
