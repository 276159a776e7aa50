/**
 * Runs Hindcast's four services as processes of their own against a local stack, for the demo and
 * for tests alike. It owns their settings, their ports and the API's token.
 */
@NullMarked
package io.hindcast.localstack.services;

import org.jspecify.annotations.NullMarked;
