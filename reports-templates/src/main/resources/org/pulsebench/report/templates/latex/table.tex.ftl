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
