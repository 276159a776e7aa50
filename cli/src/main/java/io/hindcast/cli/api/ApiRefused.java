package io.hindcast.cli.api;

import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import java.util.List;

/** The planner understood and says no. */
public final class ApiRefused extends CliException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Problem> problems;
  private final transient List<Plan.Finding> findings;
  private final transient List<Plan.Schema> schemas;

  ApiRefused(
      int status,
      String code,
      String message,
      List<Problem> problems,
      List<Plan.Finding> findings,
      List<Plan.Schema> schemas) {
    super(exitCode(status, code), message);
    this.status = status;
    this.code = code;
    this.problems = List.copyOf(problems);
    this.findings = List.copyOf(findings);
    this.schemas = List.copyOf(schemas);
  }

  private static ExitCode exitCode(int status, String code) {
    if (code.equals("SPEC_INVALID")) {
      return ExitCode.INVALID_SPEC;
    }
    if (status == 502 || status == 503 || status == 504) {
      return ExitCode.UNREACHABLE;
    }
    return status >= 500 ? ExitCode.INTERNAL : ExitCode.REFUSED;
  }

  /** What was found of a spec that cannot be planned; empty when the reason is another. */
  public List<Plan.Finding> findings() {
    return findings == null ? List.of() : findings;
  }

  /** How the columns of a spec that cannot be planned fit; empty where that is not known. */
  public List<Plan.Schema> schemas() {
    return schemas == null ? List.of() : schemas;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable name of the error. */
  public String code() {
    return code;
  }

  /** Mistakes in the spec; empty when the reason is another. */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
