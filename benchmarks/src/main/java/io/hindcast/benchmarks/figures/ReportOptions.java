package io.hindcast.benchmarks.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Option;

/** How a benchmark speaks: figures to standard output, progress to standard error. */
public final class ReportOptions {
  private enum Format {
    text,
    json
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  /** Prints what was found. */
  public void print(Report report) {
    if (format == Format.json) {
      System.out.println(json(report));
    } else {
      report.page().forEach(System.out::println);
    }
  }

  /** Says what is going on. */
  public void progress(String line) {
    System.err.println(line);
  }

  private static String json(Report report) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot render the report", e);
    }
  }
}
