@NullMarked
package io.hindcast.localstack;

import org.jspecify.annotations.NullMarked;
