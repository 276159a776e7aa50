package io.hindcast.warehouse;

import java.util.Map;

/** How a statement is told to need less memory. Pure. */
public interface Thrift {

  /**
   * Settings for another attempt of a statement that ran out of memory.
   *
   * @param own what the user has set; a limit of the user's that is tighter stays
   * @param level from 0, which changes nothing; each level needs less memory and more time
   */
  default Map<String, String> thrifty(Map<String, String> own, int level) {
    return own;
  }
}
