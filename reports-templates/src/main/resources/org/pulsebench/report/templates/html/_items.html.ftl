<#-- Tables, figures and findings. -->
<#macro finding one>
<article class="finding">
  <div class="who"><h4 dir="auto">${one.method}</h4><p class="outcome o-${one.outcome?string?lower_case}">${one.outcome.words()}</p></div>
  <p class="says">${symbols(one.text)}</p>
  <#if one.shares?has_content>
  <dl class="bars">
    <#list one.shares as bar>
    <div><dt>${symbols(bar.name)}</dt><dd><span class="bar b${bar?index}" aria-hidden="true"><span style="width:${share(bar.entry) * 100}%"></span></span><span class="num">${shown(bar.entry)}</span></dd></div>
    </#list>
  </dl>
  </#if>
</article>
</#macro>

<#macro arrow direction>
<#if direction == "LOWER_IS_BETTER"><span class="arrow" aria-hidden="true"> ↓</span><span class="vh"> (lower is better)</span><#else><span class="arrow" aria-hidden="true"> ↑</span><span class="vh"> (higher is better)</span></#if><#t>
</#macro>

<#macro entry one id>
<#local lines = detail(one)>
<#if kind(one) == "Label">
<#if one.literal><code>${one.text()}</code><#else><span dir="auto">${symbols(one.text())}</span></#if><#t>
<#elseif lines?has_content>
<button type="button" class="v<#if kind(one) == "Absent"> absent ${one.reason?string?lower_case}<#elseif one.mark != "NONE"> best</#if>" aria-describedby="${id}">${shown(one)}<#if kind(one) == "Value" && one.mark != "NONE"><span class="vh"> (best<#if one.mark == "TIED">, tied</#if>)</span></#if></button><#t>
<#else>${shown(one)}<#t>
</#if>
<#if one.published()??><#local d = difference(one)>
<span class="pub"><span class="vh">published </span><span class="pv">${one.published().text()}</span><#if d?has_content> <span class="vh">difference </span><span class="df">${d}</span></#if></span><#t>
</#if>
<#if kind(one) == "Value" && brief(one)?has_content><span class="brief" aria-hidden="true">${brief(one)}</span></#if><#t>
<#if lines?has_content><span class="d" id="${id}"><#list lines as line><span>${line}</span><#sep> </#list></span></#if><#t>
</#macro>

<#macro rows table>
<#local heat = table.id?ends_with("-requests")>
<table<#if heat> class="heat"</#if>>
<caption class="vh">${table.title}. ${symbols(table.caption)}</caption>
<thead>
<#list table.headers() as row>
<#local at = 0>
<tr><#list row as cell><#local words = row?is_first && table.rows()?has_content && kind(table.rows()[0].entries[at]) == "Label"><#local at += cell.columns><th<#if !words> class="n"</#if> scope="<#if (cell.columns > 1)>colgroup<#else>col</#if>"<#if (cell.columns > 1)> colspan="${cell.columns}"</#if><#if (cell.rows > 1)> rowspan="${cell.rows}"</#if>><span dir="auto">${symbols(cell.text)}</span><#if cell.direction??><@arrow cell.direction/></#if></th></#list></tr>
</#list>
</thead>
<#list table.blocks as block>
<#local b = block?index>
<tbody>
<#if block.title?has_content><tr class="block"><th scope="rowgroup" colspan="${table.columns?size}"><span dir="auto">${symbols(block.title)}</span></th></tr></#if>
<#list block.rows as row>
<#local r = row?index>
<tr<#if row.isBefore()> class="before"</#if>><#list row.entries as one><#if one?is_first><th scope="row"><@entry one "${table.id}-${b}-${r}-0"/></th><#else><td<#if kind(one) != "Label"> class="n"<#if heat && kind(one) == "Value"> style="--x:${share(one)}"</#if></#if>><@entry one "${table.id}-${b}-${r}-${one?index}"/></td></#if></#list></tr>
</#list>
</tbody>
</#list>
</table>
</#macro>

<#macro key table>
<#if table.hasPublished()><p class="key" aria-hidden="true"><span class="v">ours</span> <span class="pub"><span class="pv">published</span> <span class="df">difference</span></span></p></#if>
</#macro>

<#macro notes table>
<#if table.notes?has_content><ul class="notes"><#list table.notes as note><li dir="auto">${symbols(note)}</li></#list></ul></#if>
</#macro>

<#macro table one>
<div class="item<#if (one.columns?size > 9)> wide</#if>" id="${one.id}">
  <h3>${one.title}</h3>
  <p class="caption">${symbols(one.caption)}</p>
  <@key one/>
  <div class="scroll" role="region" aria-label="${place}: ${one.title}" tabindex="0"><@rows one/></div>
  <#if one.id?ends_with("-agreement")><@agreement one/></#if>
  <@notes one/>
</div>
</#macro>

<#macro figure one>
<#local lines = legend(one)>
<div class="item with-figure ${one.panels[0].kind?string?lower_case}-figure" id="${one.id}">
  <h3>${one.title}</h3>
  <figure>
    <div class="panels ${one.panels[0].kind?string?lower_case}<#if (one.panels?size > 2) && one.panels[0].kind == "LINE"> small</#if>" style="--n:${one.panels?filter(p -> !p.published)?size}">
      <#list one.panels as panel>
      <div class="panel<#if panel.published> published</#if>"><p class="panel-t" dir="auto">${panel.title}</p>${chart(panel)}</div>
      </#list>
      <#if lines.methods?has_content>
      <div class="legend<#if lines.metrics?has_content> by-metric</#if>" aria-hidden="true">
        <#list lines.methods as line><span class="m">${sample(line.style)} ${line.name}</span></#list>
        <#list lines.metrics as line><span class="c"><i class="dot c-${line.style.colour?string?lower_case}"></i> <b>${symbols(line.name)}</b></span></#list>
      </div>
      </#if>
    </div>
    <figcaption class="caption">${symbols(one.caption)}</figcaption>
  </figure>
  <div class="numbers">
  <@key one.numbers/>
  <div class="scroll" role="region" aria-label="${place}: numbers of ${one.title}" tabindex="0"><@rows one.numbers/></div>
  <@notes one.numbers/>
  </div>
</div>
</#macro>

<#-- The same shares as the table's, as bars: eye-catching, and of no use to a screen reader. -->
<#macro agreement table>
<div class="stacks" aria-hidden="true">
  <#list table.blocks as block><#list block.rows as row>
  <div class="stack-row"><span class="name" dir="auto">${row.entries[0].text()}</span>
    <#list [1, 5] as first><span class="stack"><#list first..first+3 as i><i class="k${i - first}" style="flex-grow:${share(row.entries[i])}"></i></#list></span></#list>
  </div>
  </#list></#list>
  <p class="stack-key"><span><i class="k0"></i> both</span><span><i class="k1"></i> image only</span><span><i class="k2"></i> text only</span><span><i class="k3"></i> none</span><span class="sides">left ${symbols("D_unlearn")}, right ${symbols("D_retain")}</span></p>
</div>
</#macro>
