@NullMarked
package io.hindcast.cli.command;

import org.jspecify.annotations.NullMarked;
