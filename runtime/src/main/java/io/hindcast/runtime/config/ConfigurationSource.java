package io.hindcast.runtime.config;

import java.util.Map;

/**
 * Where keys come from.
 *
 * @param name as shown beside each effective value
 * @param strict whether a key outside all known sections is an error: true for files that belong to
 *     Hindcast alone, false for the environment and system properties, which are shared
 * @param values by key
 */
record ConfigurationSource(String name, boolean strict, Map<String, String> values) {

  ConfigurationSource {
    values = Map.copyOf(values);
  }
}
