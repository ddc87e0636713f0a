/**
 * MLLMU-Bench as it was published (arXiv 2410.22108): one directory for each configuration, with
 * Parquet files that hold portraits and nested lists of questions.
 *
 * <p>Parquet is read and written by DuckDB, whose native library is loaded when the first file is,
 * and not before. Pictures stay in their files until somebody asks for their bytes.
 */
package org.pulsebench.data.mllmu;
