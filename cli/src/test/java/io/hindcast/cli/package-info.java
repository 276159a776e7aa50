@NullMarked
package io.hindcast.cli;

import org.jspecify.annotations.NullMarked;
