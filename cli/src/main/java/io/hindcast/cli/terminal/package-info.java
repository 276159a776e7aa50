/**
 * What text output looks like: colours, tables, figures and lines that change in place. Nothing
 * here knows what a backfill is.
 */
@NullMarked
package io.hindcast.cli.terminal;

import org.jspecify.annotations.NullMarked;
