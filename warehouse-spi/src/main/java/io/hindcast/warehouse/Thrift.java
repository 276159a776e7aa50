package io.hindcast.warehouse;

import java.util.Map;

/** How a statement is told to need less memory, or to leave more to others. Pure. */
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

  /**
   * Settings of a statement that stands back behind everybody else's: it takes one core at most,
   * and that when nobody else wants it.
   *
   * @param own what the user has set; a limit of the user's that is tighter stays
   */
  default Map<String, String> gentle(Map<String, String> own) {
    return own;
  }
}
