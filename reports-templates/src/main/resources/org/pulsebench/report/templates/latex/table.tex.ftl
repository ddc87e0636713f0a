<#--
  A table, or one of its variants: x.tex, x-intervals.tex, x-published.tex, x-difference.tex.

  table.title, .caption, .notes   words of the report
  table.name                      of the file, without .tex
  table.variant                   what it shows other than our values; blank if not
  table.alignment, .size          for tabular, and a command such as \small
  table.columns                   their number
  table.manyPages                 whether it may be longer than a page
  table.heads                     rows of the head: cells (lines, columns, alignment, first, last,
                                  arrow "up", "down" or ""), rules (such as 3-4)
  table.blocks                    title, titled, rows: lists of cells (kind "text", "literal",
                                  "number" or "absent", content, best, below: lines in small print)
-->
<#import "_cells.tex.ftl" as cells>
% ${table.title}<#if table.variant?has_content>, ${table.variant}</#if>
% Needs booktabs and array<#if table.manyPages>, and longtable</#if>; with siunitx, numbers follow its settings.
<#list table.notes as note>
% Note: ${note}
</#list>
<#include "_definitions.tex.ftl">
<#if table.manyPages>
{${table.size}%
\begin{longtable}{@{}${table.alignment}@{}}
\toprule
<@cells.head table/>
\midrule
\endhead
\bottomrule
\endfoot
<@cells.rows table/>
\end{longtable}}%
<#else>
{${table.size}%
\begin{tabular}{@{}${table.alignment}@{}}
\toprule
<@cells.head table/>
\midrule
<@cells.rows table/>
\bottomrule
\end{tabular}}%
</#if>
