@NullMarked
package io.hindcast.demo;

import org.jspecify.annotations.NullMarked;
