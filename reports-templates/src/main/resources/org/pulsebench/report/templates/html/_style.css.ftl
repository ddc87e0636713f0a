:root {
  --paper: #fff; --tint: #f5f6f8; --ink: #1b1f24; --muted: #59616c; --rule: #d8dce2; --strong: #8d96a3;
  --link: #0b5a8f; --blue: #0072b2; --orange: #d55e00; --green: #00855f; --indigo: #332288; --wine: #9b2355;
  --olive: #7d7d1a; --rose: #b4505c; --teal: #23877c; --good: #00855f; --warn: #b45309; --bad: #b3261e;
  --heat: #5aa2d8; --dark-heat: #0b4a7d; --heat-ground: #eef1f5; --shadow: 0 4px 18px rgb(20 30 45 / .16);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", Georgia, serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) {
  --paper: #15181c; --tint: #1d2126; --ink: #e4e7eb; --muted: #a0a8b3; --rule: #31373f; --strong: #6a7380;
  --link: #7cc0ee; --blue: #56b4e9; --orange: #f0883e; --green: #35c398; --indigo: #a497f0; --wine: #ea83b0;
  --olive: #cdc95a; --rose: #e59aa3; --teal: #5cc9bb; --good: #35c398; --warn: #eda64a; --bad: #f28b82;
  --heat: #2a6a9c; --dark-heat: #9ad0f7; --heat-ground: #20262d; --shadow: 0 4px 18px rgb(0 0 0 / .5); color-scheme: dark;
} }
@media screen { :root[data-theme="dark"] {
  --paper: #15181c; --tint: #1d2126; --ink: #e4e7eb; --muted: #a0a8b3; --rule: #31373f; --strong: #6a7380;
  --link: #7cc0ee; --blue: #56b4e9; --orange: #f0883e; --green: #35c398; --indigo: #a497f0; --wine: #ea83b0;
  --olive: #cdc95a; --rose: #e59aa3; --teal: #5cc9bb; --good: #35c398; --warn: #eda64a; --bad: #f28b82;
  --heat: #2a6a9c; --dark-heat: #9ad0f7; --heat-ground: #20262d; --shadow: 0 4px 18px rgb(0 0 0 / .5); color-scheme: dark;
} }
:root[data-theme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 var(--sans); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999em; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem .6rem; z-index: 9; }
code { font: .86em/1.4 var(--mono); }
.page { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 84rem; margin: 0 auto; padding: 0 1.25rem; }
main { min-width: 0; padding-bottom: 4rem; }
h1, h2, h3, h4 { line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font: 600 2.1rem/1.15 var(--serif); letter-spacing: -.01em; max-width: 24em; }
h2 { font: 600 1.55rem/1.2 var(--serif); margin: 0 0 .7rem; }
h3 { font: 600 1rem/1.3 var(--sans); }
h4 { font: 600 .95rem/1.3 var(--sans); }
section { border-top: 1px solid var(--ink); padding-top: 1.1rem; margin-top: 3rem; }
.kicker { font: 600 .74rem/1.3 var(--sans); letter-spacing: .07em; text-transform: uppercase; color: var(--muted); margin: 0 0 .5rem; }
h2 .kicker { display: block; margin: 0 0 .15rem; }
.head { padding: 2.6rem 0 0; }
.lead { max-width: 44em; color: var(--muted); margin: 0 0 1.2rem; }
.note, .notes { font-size: .85rem; color: var(--muted); max-width: 60em; }
.notes { margin: .5rem 0 0; padding: 0; list-style: none; }
dl { margin: 0; } dd { margin: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .7rem 2rem; margin-top: 1.5rem; border-top: 1px solid var(--rule); padding-top: 1rem; }
.facts dt, .group dt { font-size: .78rem; color: var(--muted); }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.3rem; } .tools[hidden] { display: none; }
.tools button, .load { font: inherit; font-size: .85rem; color: var(--ink); background: var(--paper); border: 1px solid var(--strong); border-radius: 4px; padding: .25rem .7rem; cursor: pointer; }
.tools button:hover { background: var(--tint); } .tools button[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.remark { border-left: 3px solid var(--strong); background: var(--tint); padding: .6rem .9rem; margin: 0 0 .8rem; max-width: 60em; }
.remark.warning { border-color: var(--bad); } .remark.note { color: inherit; font-size: inherit; }

/* contents */
.toc summary { font-weight: 600; cursor: pointer; padding: .6rem 0; }
.toc ol { list-style: none; margin: 0; padding: 0; } .toc ol ol { padding-left: .9rem; }
.toc a { display: block; padding: .2rem 0; color: var(--muted); text-decoration: none; font-size: .87rem; line-height: 1.35; }
.toc a:hover, .toc a[aria-current] { color: var(--ink); } .toc a[aria-current] { font-weight: 600; }
@media (min-width: 70rem) {
  .page { grid-template-columns: 14.5rem minmax(0, 1fr); gap: 3rem; padding: 0 2rem; }
  .toc { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.6rem 0 1rem; }
  .toc summary { display: none; }
}
@media (max-width: 69.99rem) { .toc { border-bottom: 1px solid var(--rule); } .toc ol { columns: 2 14rem; column-gap: 2rem; } .toc ol ol { columns: auto; } .toc > details > ol { padding-bottom: .8rem; } .toc li { break-inside: avoid; } }

/* findings */
#summary h3 { margin: 1.4rem 0 .2rem; }
.finding { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr) 17rem; gap: .3rem 1.6rem; padding: .75rem 0; border-top: 1px solid var(--rule); }
.finding p { margin: 0; } .says { max-width: 44em; }
.outcome { font-size: .83rem; color: var(--muted); line-height: 1.35; }
.outcome::before { content: ""; display: inline-block; width: .6em; height: .6em; border-radius: 50%; margin-right: .45em; background: var(--strong); }
.o-selective::before { background: var(--good); } .o-partial::before { background: var(--blue); } .o-collateral::before, .o-damaged::before { background: var(--orange); } .o-diverged::before { background: var(--bad); border-radius: 0; } .o-ineffective::before, .o-undefined::before { background: none; box-shadow: inset 0 0 0 2px var(--strong); }
.bars > div { display: grid; grid-template-columns: 7.6rem 1fr; align-items: center; gap: .6rem; font-size: .8rem; line-height: 1.55; }
.bars dt { color: var(--muted); white-space: nowrap; } .bars dd { display: grid; grid-template-columns: 1fr minmax(3rem, auto); align-items: center; gap: .5rem; }
.bar { height: .5rem; background: var(--tint); border-radius: 1px; overflow: hidden; box-shadow: inset 0 0 0 1px var(--rule); } .bar > span { display: block; height: 100%; }
.b0 > span { background: var(--blue); } .b1 > span { background: var(--orange); } .b2 > span { background: var(--green); }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
sub { font-size: .72em; line-height: 0; }
@media (max-width: 60rem) { .finding { grid-template-columns: minmax(0, 1fr) 17rem; } .finding .who { grid-column: 1 / -1; display: flex; gap: .8rem; align-items: baseline; } }
@media (max-width: 40rem) { .finding { grid-template-columns: minmax(0, 1fr); } }

/* items */
.item { margin: 0 0 2.6rem; } .item:last-child { margin-bottom: 0; }
.caption { max-width: 52em; color: var(--muted); margin: .2rem 0 .7rem; font-size: .92rem; }
.scroll { overflow-x: auto; max-width: 100%; position: relative; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.35; border-top: 1.6px solid var(--ink); border-bottom: 1.6px solid var(--ink); font-variant-numeric: tabular-nums lining-nums; }
th, td { text-align: left; padding: .34rem .85rem; vertical-align: baseline; font-weight: 400; overflow-wrap: normal; }
th:first-child, td:first-child { padding-left: .15rem; }
thead th { vertical-align: bottom; color: var(--ink); font-weight: 600; font-size: .85rem; line-height: 1.25; white-space: nowrap; }
@media (max-width: 60rem) { thead th { white-space: normal; } }
thead th[scope="colgroup"] { text-align: center; position: relative; }
thead th[scope="colgroup"]::after { content: ""; position: absolute; left: .5rem; right: .5rem; bottom: 0; border-bottom: 1px solid var(--strong); }
thead tr:last-child th, thead th[rowspan] { border-bottom: 1px solid var(--ink); }
thead th.n:not([scope="colgroup"]) { text-align: right; }
tbody th[scope="row"] { max-width: 16rem; overflow-wrap: anywhere; min-width: 7.2rem; }
tbody + tbody > tr:first-child > * { border-top: 1px solid var(--rule); }
tr.block th { font-weight: 600; padding-top: .6rem; }
tr.before > * { border-bottom: 1px solid var(--rule); }
td.n { text-align: right; white-space: nowrap; }
.arrow { color: var(--muted); font-weight: 400; }
button.v { all: unset; font-weight: inherit; cursor: help; padding: 0 .1rem; margin: 0 -.1rem; }
button.v:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; border-radius: 2px; }
button.best { font-weight: 700; } button.absent { color: var(--muted); font-style: italic; } button.diverged { color: var(--bad); }
.pub { display: block; font-size: .78rem; color: var(--muted); line-height: 1.3; } .df { color: var(--ink); } .df::before { content: "("; } .df::after { content: ")"; }
.d, .brief { display: none; }
.show-all .brief { display: block; font-size: .74rem; color: var(--muted); line-height: 1.3; }
.key { display: flex; gap: .8rem; align-items: baseline; font-size: .85rem; margin: 0 0 .35rem; } .key .pub { display: inline; }
#tip { position: fixed; z-index: 5; background: var(--paper); border: 1px solid var(--strong); border-radius: 4px; box-shadow: var(--shadow); padding: .45rem .7rem; font-size: .82rem; line-height: 1.45; max-width: min(24rem, calc(100vw - 1rem)); pointer-events: none; font-variant-numeric: tabular-nums; }
#tip[hidden] { display: none; } #tip span { display: block; }
.heat td.n { background: color-mix(in srgb, var(--heat) calc(var(--x, 0) * 85%), var(--paper)); padding-block: .25rem; }
.heat td.n { box-shadow: inset 0 0 0 1px var(--paper); min-width: 4.2rem; text-align: center; }

/* agreement */
.stacks { margin-top: .9rem; max-width: 52rem; } .stack-row { display: grid; grid-template-columns: 9rem 1fr 1fr; gap: .9rem; align-items: center; font-size: .82rem; padding: .12rem 0; }
.stack { display: flex; height: .8rem; } .stack i { flex: 0 0 0; }
.k0 { background: var(--blue); } .k1 { background: color-mix(in srgb, var(--orange) 80%, var(--paper)); } .k2 { background: color-mix(in srgb, var(--green) 70%, var(--paper)); } .k3 { background: var(--rule); }
.stack-key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .8rem; color: var(--muted); margin: .4rem 0 0; } .stack-key i[class] { display: inline-block; width: .75em; height: .75em; margin-right: .2em; }

/* charts */
figure { margin: .5rem 0 1rem; } @media (min-width: 78rem) { .radar-figure { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 2.5rem; } .radar-figure .numbers { width: min-content; } .radar-figure h3 { grid-column: 1 / -1; } .radar-figure .numbers { padding-top: .5rem; } .radar-figure th, .radar-figure td { padding-inline: .5rem; } } .panels { display: grid; gap: 1rem 1.5rem; align-items: start; }
.panels.radar { grid-template-columns: repeat(var(--n, 2), minmax(0, 1fr)); max-width: calc(var(--n, 2) * 20rem); } .panels.line { grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); } .panels.line.small { grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); } .small .chart text { font-size: 14.5px; } .small .chart .tick { font-size: 13px; }
.legend b { font-weight: inherit; } .panel-t { margin: 0 0 .2rem; font-weight: 600; font-size: .88rem; text-align: center; } .published .panel-t { color: var(--muted); }
.chart { width: 100%; height: auto; display: block; overflow: visible; } .radar .chart { max-width: 26rem; margin: 0 auto; }
.legend { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; font-size: .85rem; justify-content: center; } .legend span { display: inline-flex; align-items: center; gap: .4rem; } .legend .c:first-of-type { margin-left: 1rem; }
.dot { width: .75rem; height: .75rem; border-radius: 2px; background: var(--c); display: inline-block; }
.chart text { font-family: var(--sans); fill: var(--ink); font-size: 13px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; } .chart .tick { fill: var(--muted); font-size: 11.5px; stroke-width: 2px; font-variant-numeric: tabular-nums; } .chart .sub { font-size: 9.5px; }
.grid path { fill: none; stroke: var(--rule); stroke-width: 1; } .grid .edge, .grid .ray { stroke: var(--strong); }
.c-blue { --c: var(--blue); } .c-orange { --c: var(--orange); } .c-green { --c: var(--green); } .c-indigo { --c: var(--indigo); } .c-wine { --c: var(--wine); } .c-olive { --c: var(--olive); } .c-rose { --c: var(--rose); } .c-teal { --c: var(--teal); }
.ln { fill: none; stroke: var(--c); stroke-width: 1.8; stroke-linejoin: round; } .area { fill: var(--c); fill-opacity: .06; }
.l-dashed .ln { stroke-dasharray: 7 4; } .l-dotted .ln { stroke-dasharray: 1.6 3.6; stroke-linecap: round; stroke-width: 2.2; } .l-dash-dotted .ln { stroke-dasharray: 8 3 1.6 3; }
.mk { fill: var(--c); stroke: var(--paper); stroke-width: 1; } .rg { stroke: var(--c); stroke-width: 1.2; opacity: .55; }
.legend.by-metric .m .s { --c: var(--ink); }

/* provenance */
.run > summary { cursor: pointer; font-weight: 600; padding: .3rem 0; } .groups { columns: 2 24rem; column-gap: 3rem; margin-top: .6rem; }
.group { break-inside: avoid; margin: 0 0 1.3rem; } .group h3 { border-bottom: 1px solid var(--rule); padding-bottom: .25rem; margin-bottom: .3rem; }
.group dl > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .8rem; font-size: .86rem; padding: .08rem 0; } .group dt { font-size: inherit; }

pre { font: .8rem/1.4 var(--mono); background: var(--tint); margin: 0; padding: .5rem .6rem; overflow-x: auto; max-height: 18rem; white-space: pre; }

/* subjects and questions */
#subjects h3 { margin: 1.6rem 0 .6rem; } .subject-map { margin: 0 0 1.4rem; } .subject-map .caption { margin: 0 0 .4rem; } .seed { color: var(--muted); font-weight: 400; }
.map { width: 100%; min-width: 46rem; height: auto; display: block; overflow: visible; } .map .tick { font: 11px var(--sans); fill: var(--muted); } .map .sub { font-size: 8.5px; } .hit { fill: none; pointer-events: all; } .hit:hover { stroke: var(--ink); stroke-width: 1; }
.h0 { --h: 7%; } .h1 { --h: 24%; } .h2 { --h: 42%; } .h3 { --h: 60%; } .h4 { --h: 80%; } .h5 { --h: 100%; } .h { fill: color-mix(in srgb, var(--dark-heat) var(--h), var(--heat-ground)); }
.shades { font-size: .82rem; color: var(--muted); display: flex; align-items: center; gap: .2rem; } .shades i { width: 1.1rem; height: .8rem; background: color-mix(in srgb, var(--dark-heat) var(--h), var(--heat-ground)); } .shades i:first-of-type { margin-left: .4rem; } .shades i:last-of-type { margin-right: .4rem; }
.ask { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: .7rem 1rem; margin: 0 0 1rem; } .ask[hidden], .ask label[hidden] { display: none; } .ask .wide { grid-column: span 2; }
.ask label:not([hidden]) { display: grid; gap: .15rem; font-size: .78rem; color: var(--muted); } .ask select, .ask input { font: inherit; font-size: .9rem; color: var(--ink); background: var(--paper); border: 1px solid var(--strong); border-radius: 4px; padding: .3rem .4rem; min-width: 0; width: 100%; }
#found { font-size: .88rem; color: var(--muted); margin: 0 0 .4rem; min-height: 1.4em; }
.answers { list-style: none; margin: 0; padding: 0; } .answers > li { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) 13rem; gap: .2rem 1.2rem; border-top: 1px solid var(--rule); padding: .7rem 0; }
.answers img { width: 4.5rem; height: 4.5rem; object-fit: contain; background: var(--tint); border-radius: 3px; } .answers .nopic { width: 4.5rem; height: 4.5rem; background: var(--tint); border-radius: 3px; display: grid; place-items: center; color: var(--muted); font-size: .75rem; text-align: center; }
.answers .about { font-size: .8rem; color: var(--muted); margin: 0; } .answers .q { margin: .05rem 0 .25rem; } .answers ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; font-size: .88rem; color: var(--muted); } .answers .truth { color: var(--ink); font-weight: 600; } .answers .truth::after { content: " ✓"; color: var(--good); }
.answers .then { font-size: .88rem; margin: 0; display: grid; grid-template-columns: 3.4rem 1fr; align-content: start; gap: .1rem .6rem; } .answers .then dt { color: var(--muted); } .yes { color: var(--good); } .no { color: var(--bad); } .onlyprint { display: none; }
@media (max-width: 60rem) { .answers > li { grid-template-columns: 4.5rem minmax(0, 1fr); } .answers .then { grid-column: 2; } }

@media (max-width: 40rem) {
  h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; } .head { padding-top: 1.2rem; } section { margin-top: 2.2rem; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: .45rem; } .facts > div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .6rem; } .facts dt { font-size: .85rem; }
  th, td { padding-inline: .5rem; } thead th { white-space: normal; } .radar .chart text { font-size: 20px; } .radar .chart .sub { font-size: 14px; } .radar .chart .tick { display: none; } .scroll th[scope="row"], .scroll thead tr:first-child > th:first-child { position: sticky; left: 0; background: var(--paper); z-index: 1; } tbody th[scope="row"] { max-width: 9rem; min-width: 6.6rem; }
  .stack-row { grid-template-columns: 5.5rem 1fr 1fr; gap: .5rem; } .group dl > div { grid-template-columns: 7rem minmax(0, 1fr); }
}
@media print {
  :root { --paper: #fff; --tint: #f5f6f8; --ink: #000; --muted: #444; --rule: #c9ced6; --strong: #8d96a3; --link: #000; --blue: #0072b2; --orange: #d55e00; --green: #00855f; --indigo: #332288; --wine: #882255; --olive: #7d7d1a; --heat: #7db4de; --dark-heat: #0b4a7d; --heat-ground: #eef1f5; color-scheme: light; }
  @page { margin: 16mm 15mm; size: A4; } @page wide { size: A4 landscape; } .wide { page: wide; }
  body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; } .page { display: block; max-width: none; padding: 0; } .toc, .tools, .skip, #tip, .noprint { display: none !important; } .onlyprint { display: block; } .map { min-width: 0; } .subject-map { break-inside: avoid; }
  section { break-before: auto; margin-top: 1.6rem; } section.protocol, section.comparison { break-before: page; } h2, h3, h4, .caption { break-after: avoid; } tr, .finding, figure, .group, .item:not(.with-figure) { break-inside: avoid; }
  .head { padding-top: 0; } .scroll { overflow: visible; } table { font-size: 8pt; } th, td { padding: .2rem .4rem; } .wide th, .wide td { padding-block: .06rem; } .brief { display: block; font-size: 6.8pt; color: var(--muted); line-height: 1.25; } .pub { font-size: 7pt; } a { text-decoration: none; }
  .panels.radar { grid-template-columns: 1fr 1fr; } .panels.line { grid-template-columns: 1fr 1fr; } .panels.line.small { grid-template-columns: 1fr 1fr 1fr; } .finding { grid-template-columns: 7rem minmax(0, 1fr) 15rem; } .finding .who { grid-column: auto; display: block; } .facts { grid-template-columns: repeat(3, 1fr); }
}
