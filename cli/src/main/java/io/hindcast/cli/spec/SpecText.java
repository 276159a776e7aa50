package io.hindcast.cli.spec;

import java.util.List;

/**
 * A spec as it is sent.
 *
 * @param name what the user called its file
 * @param yaml with the transform's SQL inline
 */
public record SpecText(String name, String yaml) {
  /** The lines that problems refer to. */
  List<String> lines() {
    return yaml.lines().toList();
  }
}
