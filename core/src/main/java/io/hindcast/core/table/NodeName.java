package io.hindcast.core.table;

import java.util.regex.Pattern;

/** How the servers of a warehouse are called. */
public final class NodeName {
  /** How the node that has no name of its own is written in a spec. */
  public static final String DEFAULT = "default";

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private NodeName() {}

  /**
   * Passes a name of a node other than the default one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static String require(String name) {
    if (!FORM.matcher(name).matches() || name.equals(DEFAULT)) {
      throw new IllegalArgumentException(
          "Expected the name of a node as up to 40 lower-case letters, digits and hyphens after a"
              + " letter, and not '%s', found '%s'".formatted(DEFAULT, name));
    }
    return name;
  }

  /** How a node is written for people, the default one too. */
  public static String shown(String node) {
    return node.isEmpty() ? DEFAULT : node;
  }

  /** The node of a name in a spec. */
  public static String parse(String text) {
    return text.equals(DEFAULT) ? "" : require(text);
  }
}
