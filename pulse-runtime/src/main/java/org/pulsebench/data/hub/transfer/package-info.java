/**
 * One file over a network that fails: fetched in parallel parts, each resumed where it broke off,
 * and digested while it comes.
 *
 * <p>What has come lies in a {@code .partial} file with a note of its parts beside it, so that a
 * later build goes on where this one ended.
 */
package org.pulsebench.data.hub.transfer;
