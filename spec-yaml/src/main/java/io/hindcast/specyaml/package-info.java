@NullMarked
package io.hindcast.specyaml;

import org.jspecify.annotations.NullMarked;
