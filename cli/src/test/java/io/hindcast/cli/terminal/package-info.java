@NullMarked
package io.hindcast.cli.terminal;

import org.jspecify.annotations.NullMarked;
