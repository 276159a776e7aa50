/**
 * Runs servers in containers of a Docker engine, where the user asks for that. It owns the
 * containers' life; what is in a container is the server packages' matter.
 */
@NullMarked
package io.hindcast.localstack.container;

import org.jspecify.annotations.NullMarked;
