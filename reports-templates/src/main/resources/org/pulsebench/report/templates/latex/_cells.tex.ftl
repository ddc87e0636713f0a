<#macro headcell cell><#compress>
<#if cell.columns gt 1 || cell.lines?size gt 0>\multicolumn{${cell.columns}}{<#if cell.first>@{}</#if>${cell.alignment}<#if cell.last>@{}</#if>}{<#if cell.lines?size gt 1>\begin{tabular}[b]{@{}${cell.alignment}@{}}<#list cell.lines as line>${line}<#sep>\\</#sep></#list><@arrow cell/>\end{tabular}<#else><#list cell.lines as line>${line}</#list><@arrow cell/></#if>}</#if>
</#compress></#macro>

<#macro arrow cell><#if cell.arrow == "up"> \pulseup{}<#elseif cell.arrow == "down"> \pulsedown{}</#if></#macro>

<#macro entry cell><#compress>
<#if cell.best>\pulsebest{${cell.content}}<#elseif cell.kind == "literal">\pulseliteral{${cell.content}}<#else>${cell.content}</#if>
</#compress></#macro>

<#macro head table>
<#list table.heads as head>
<#list head.cells as cell><@headcell cell/><#sep> & </#sep></#list> \\
<#list head.rules as rule>
\cmidrule(lr){${rule}}
</#list>
</#list>
</#macro>

<#macro rows table>
<#list table.blocks as block>
<#if block.titled>
\multicolumn{${table.columns}}{@{}l}{\itshape ${block.title}} \\*
</#if>
<#list block.rows as row>
<#list row as cell><@entry cell/><#sep> & </#sep></#list> \\<#if row?filter(c -> c.below?size gt 0)?size gt 0>*</#if>
<#list 0..<row?map(c -> c.below?size)?max as line>
<#list row as cell><#if cell.below[line]??>\pulsebelow{${cell.below[line]}}</#if><#sep> & </#sep></#list> \\<#if !line?is_last>*<#else>[2pt]</#if>
</#list>
</#list>
<#sep>
\addlinespace
</#sep>
</#list>
</#macro>
