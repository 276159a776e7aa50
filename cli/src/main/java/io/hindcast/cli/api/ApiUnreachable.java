package io.hindcast.cli.api;

import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;

/** There is no answer from the planner; whether it got the request is unknown. */
public final class ApiUnreachable extends CliException {
  private static final long serialVersionUID = 1L;

  ApiUnreachable(String message, Throwable cause) {
    super(ExitCode.UNREACHABLE, message, cause);
  }
}
