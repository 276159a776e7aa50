@NullMarked
package io.hindcast.systemtests;

import org.jspecify.annotations.NullMarked;
