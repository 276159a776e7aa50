/**
 * Runs PostgreSQL from the embedded binaries on the class path. It owns unpacking, initialising and
 * stopping a database cluster.
 */
@NullMarked
package io.hindcast.localstack.postgres;

import org.jspecify.annotations.NullMarked;
