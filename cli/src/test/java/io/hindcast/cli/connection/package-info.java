@NullMarked
package io.hindcast.cli.connection;

import org.jspecify.annotations.NullMarked;
