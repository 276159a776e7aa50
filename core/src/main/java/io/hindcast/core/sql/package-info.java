/**
 * A scan of ClickHouse SQL that is just deep enough to find parameters and the borders of
 * statements. It parses no grammar and changes no text.
 */
@NullMarked
package io.hindcast.core.sql;

import org.jspecify.annotations.NullMarked;
