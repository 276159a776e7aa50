/**
 * One class per command, and one per page that several commands print. They own the wording that a
 * user sees.
 */
@NullMarked
package io.hindcast.cli.command;

import org.jspecify.annotations.NullMarked;
