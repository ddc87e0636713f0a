<section id="subjects" aria-labelledby="subjects-h">
  <h2 id="subjects-h">Subject by subject</h2>
  <#if report.answers?has_content>
  <p class="lead">Each column is a person, each row a state of the model; the darker a square, the more of the person’s questions are answered right; of published tasks, each column is an entity, and the darker, the more useful the answers. ${symbols("D_unlearn")} ought to fade, ${symbols("D_retain")} ought to stay. Point at a column for its name and numbers; all seeds can be searched below, question by question.</p>
  <p class="shades" aria-hidden="true">none right <#list 0..5 as i><i class="h${i}"></i></#list> all right</p>
  <#list report.answers as one>
    <#assign heading = "">
    <#list subjects(one) as map>
      <#if map.protocol != heading><#assign heading = map.protocol><h3 dir="auto">${map.protocol}</h3></#if>
      <div class="subject-map"><h4 dir="auto">${map.method}<span class="seed"> · seed ${map.seed}</span></h4><p class="caption">${map.words}</p><div class="scroll" role="region" aria-label="${map.protocol}, ${map.method}, subjects" tabindex="0">${markup(map)}</div></div>
    </#list>
  </#list>
  <#else>
  <p class="remark"><strong>Not in this report.</strong> Its results have no details: <code>results-details.zip</code> was not beside <code>results.json</code>. Who was forgotten, and the losses of the trainings, cannot be shown.</p>
  </#if>
</section>

<section id="questions" aria-labelledby="questions-h">
  <h2 id="questions-h">Single questions</h2>
  <#if report.answers?has_content>
  <p class="lead">What the model chose before and after unlearning, question by question. The percentage is the probability that the model gives to the right option. Where answers were judged, they stand with their scores; right is what has the best one.</p>
  <noscript><p class="remark">Searching needs a script; this browser runs none. The answers are in <code>results-details.zip</code>.</p></noscript>
  <form id="ask" class="ask noprint" role="search" aria-label="Single questions" hidden>
    <label>Protocol <select name="protocol"></select></label>
    <label>Method <select name="method"></select></label>
    <label>Seed <select name="seed"></select></label>
    <label>After request <select name="state"></select></label>
    <label>Questions <select name="set"><option value="unlearn">of D_unlearn</option><option value="retain">of D_retain</option><option value="exam">of the exam</option><option value="">all</option></select></label>
    <label>Modality <select name="modality"><option value="">both</option><option value="0">image</option><option value="1">text</option></select></label>
    <label>Answer <select name="change"><option value="">any</option><option value="10">right, then wrong</option><option value="11">right, still right</option><option value="00">wrong, still wrong</option><option value="01">wrong, then right</option></select></label>
    <label class="wide">Search <input type="search" name="text" placeholder="name, question or option" autocomplete="off"></label>
  </form>
  <p id="found" role="status" class="noprint"></p>
  <ol id="answers" class="answers noprint"></ol>
  <p class="noprint"><button type="button" id="more" class="load" hidden>Show more</button></p>
  <p class="onlyprint note">Single questions can be searched in the page itself; they are not printed.</p>
  <script type="application/json" id="data">${questions(report)}</script>
  <#else>
  <p class="remark"><strong>Not in this report.</strong> Its results hold means and counts, not the answers to single questions: <code>results-details.zip</code> was not beside <code>results.json</code>.</p>
  </#if>
</section>
