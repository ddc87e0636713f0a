/**
 * The processes that compute an experiment: the worker that another process forks and watches, and
 * the command line for a person.
 *
 * <p>Both give a run the same surroundings ({@link org.pulsebench.worker.Supervisor}): a signal
 * stops it with notice, a failure ends as one explained event, and the exit code says who can mend
 * it ({@link org.pulsebench.worker.ExitCode}). The run itself is an {@link
 * org.pulsebench.experiment.ExperimentRun}.
 */
package org.pulsebench.worker;
