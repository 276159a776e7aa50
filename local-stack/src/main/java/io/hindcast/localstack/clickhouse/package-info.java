/**
 * Runs ClickHouse: the user's own, a binary on the path, a container, or the embedded library. It
 * owns the choice among them, the server's configuration and the launcher.
 */
@NullMarked
package io.hindcast.localstack.clickhouse;

import org.jspecify.annotations.NullMarked;
