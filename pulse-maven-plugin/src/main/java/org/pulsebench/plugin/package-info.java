/**
 * The goals of the plugin. Each is thin: it reads its parameters, starts the worker or looks at its
 * results, and says in one line what it did.
 */
package org.pulsebench.plugin;
