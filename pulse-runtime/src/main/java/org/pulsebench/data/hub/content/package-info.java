/**
 * A store of files by their content, and the places where content may lie already: the Hub's own
 * cache directory, and directories that the user names.
 *
 * <p>Whatever comes from elsewhere is digested before it is used. A file that is in the store has
 * the digest that it is stored under; one that was changed since is noticed by size or modification
 * time, digested again and, if it is another, dropped.
 */
package org.pulsebench.data.hub.content;
