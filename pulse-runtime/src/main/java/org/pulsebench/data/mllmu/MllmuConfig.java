package org.pulsebench.data.mllmu;

import java.util.List;

/** A configuration of MLLMU-Bench: a directory of Parquet files with the same columns. */
public enum MllmuConfig {
  /** The fictitious people. */
  FULL_SET("Full_Set", Column.WITH_DIRECTORY),

  /** The real celebrities; not what is retained of the fictitious people, whatever its name. */
  RETAIN_SET("Retain_Set", Column.WITH_DIRECTORY),

  /** The fictitious people in other poses, several pictures each, with reworded questions. */
  TEST_SET("Test_Set", Column.WITH_SEVERAL_IMAGES),

  /** The 5 % of the fictitious people that are to be forgotten. */
  FORGET_5("forget_5", Column.WITHOUT_DIRECTORY),

  /** The 10 % that are to be forgotten. */
  FORGET_10("forget_10", Column.WITHOUT_DIRECTORY),

  /** The 15 % that are to be forgotten. */
  FORGET_15("forget_15", Column.WITHOUT_DIRECTORY),

  /** What is left besides {@link #FORGET_5}. */
  RETAIN_95("retain_95", Column.WITHOUT_DIRECTORY),

  /** What is left besides {@link #FORGET_10}. */
  RETAIN_90("retain_90", Column.WITHOUT_DIRECTORY),

  /** What is left besides {@link #FORGET_15}. */
  RETAIN_85("retain_85", Column.WITHOUT_DIRECTORY),

  /** The fictitious people with the pairs of question and answer that they are learnt from. */
  FT_DATA("ft_Data", Column.FOR_FINE_TUNING);

  private final String directory;
  private final List<Column> columns;

  MllmuConfig(String directory, List<Column> columns) {
    this.directory = directory;
    this.columns = columns;
  }

  /** Returns the name of its directory, which is also the publisher's name for it. */
  public String directory() {
    return directory;
  }

  /** Returns the names of its columns in the publisher's order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::title).toList();
  }

  List<Column> columns() {
    return columns;
  }

  boolean has(Column column) {
    return columns.contains(column);
  }
}
