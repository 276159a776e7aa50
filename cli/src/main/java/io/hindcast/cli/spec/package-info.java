/** Spec files on disk. It owns reading them with their SQL files and pointing at their mistakes. */
@NullMarked
package io.hindcast.cli.spec;

import org.jspecify.annotations.NullMarked;
