@NullMarked
package io.hindcast.validator;

import org.jspecify.annotations.NullMarked;
