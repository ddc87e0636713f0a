<#import "_items.html.ftl" as items>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="PULSE">
<title>${report.title} – PULSE</title>
<link rel="icon" href="data:,">
<style><#include "_style.css.ftl"></style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
<div class="page">
<nav class="toc" aria-label="Contents">
  <details open>
    <summary>Contents</summary>
    <ol>
      <li><a href="#summary">Summary</a></li>
      <#list report.sections as section>
      <li><a href="#${section.id}">${section.title}</a>
        <#if section.kind == "PAPER">
        <ol>
          <#list section.items as item><li><a href="#${item.id}">${item.title}</a></li></#list>
        </ol>
        </#if>
      </li>
      </#list>
      <li><a href="#subjects">Subject by subject</a></li>
      <li><a href="#questions">Single questions</a></li>
      <li><a href="#provenance">Provenance</a></li>
    </ol>
  </details>
</nav>
<main id="main">
<header class="head">
  <p class="kicker">PULSE · unlearning report</p>
  <h1 dir="auto">${report.title}</h1>
  <dl class="facts">
    <#list report.facts as fact>
    <div><dt>${fact.name}</dt><dd dir="auto">${fact.value}</dd></div>
    </#list>
  </dl>
  <div class="tools" hidden>
    <button type="button" id="all" aria-pressed="false">Show intervals and counts</button>
    <button type="button" id="theme">Theme: as the system</button>
  </div>
</header>

<section id="summary" aria-labelledby="summary-h">
  <h2 id="summary-h">Summary</h2>
  <#list report.remarks as remark>
  <p class="remark ${remark.kind?string?lower_case}"><strong>${remark.title}.</strong> <span dir="auto">${remark.text}</span></p>
  </#list>
  <#assign last = "">
  <#list report.findings as finding>
    <#if finding.protocol != last><h3 dir="auto">${finding.protocol}</h3><#assign last = finding.protocol></#if>
    <@items.finding finding/>
  </#list>
  <p class="note"><strong>Forgot selectively</strong>: at least half of ${symbols("D_unlearn")} is forgotten and at least 80 % of all else is kept; <strong>too much</strong>: less of something else is kept; <strong>in part</strong>: less than half is forgotten; <strong>hardly</strong>: less than a tenth. Bars are per cent of the accuracy before unlearning, or of the utility where answers are judged; longer is better.</p>
</section>

<#list report.sections as section>
<#global place = section.title>
<section id="${section.id}" class="${section.kind?string?lower_case}" aria-labelledby="${section.id}-h">
  <h2 id="${section.id}-h" dir="auto"><#if section.kind == "PROTOCOL"><span class="kicker">Protocol</span> </#if>${section.title}</h2>
  <#list section.lead as paragraph><p class="lead">${paragraph}</p></#list>
  <#list section.items as item>
    <#if kind(item) == "Figure"><@items.figure item/><#else><@items.table item/></#if>
  </#list>
</section>
</#list>

<#include "_details.html.ftl">

<section id="provenance" aria-labelledby="provenance-h">
  <h2 id="provenance-h">Provenance</h2>
  <p class="lead">What the numbers were made from. Two results that agree in model, data, exam, adapters and learning can be compared.</p>
  <#list report.runs as run>
  <details class="run"<#if run?is_first> open</#if>>
    <summary dir="auto">${run.name}</summary>
    <div class="groups">
    <#list run.groups as group>
      <div class="group">
      <h3>${group.title}</h3>
      <dl>
        <#list group.facts as fact>
        <div><dt>${fact.name}</dt><dd dir="auto"><#if fact.literal && fact.value?contains("\n")><pre tabindex="0">${fact.value}</pre><#elseif fact.literal><code>${fact.value}</code><#else>${fact.value}</#if></dd></div>
        </#list>
      </dl>
      </div>
    </#list>
    </div>
  </details>
  </#list>
</section>
</main>
</div>
<div id="tip" role="presentation" hidden></div>
<script><#include "_script.js.ftl"></script>
</body>
</html>
