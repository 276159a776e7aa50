/**
 * The messages of every topic, generated from the Avro schemas in {@code src/main/avro}. Not
 * null-marked because the generator cannot say which fields may be null; the schemas can, and the
 * codec lets no null pass where they allow none.
 */
@NullUnmarked
package io.hindcast.schemas;

import org.jspecify.annotations.NullUnmarked;
