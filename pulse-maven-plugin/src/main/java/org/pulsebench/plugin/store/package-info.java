/** What a person can do with the store of finished steps. */
package org.pulsebench.plugin.store;
