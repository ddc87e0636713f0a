<#--
  The charts of a figure: x.tex has ours, x-published.tex those of the paper.

  figure              of the report: title, caption, alternative
  panels              of the report: title, kind "RADAR" or "LINE", axes (name, low, high, step),
                      series (name, style.line, .marker, .colour, points: x, and y, low and high
                      where there are any)
  colours             all that a series may have
  heading(text)       the text, with D_unlearn and D_retain as the paper's symbols
  hex(number)         six digits
-->
<#assign lines = {"SOLID": "solid", "DASHED": "dashed", "DOTTED": "dotted", "DASH_DOTTED": "dash dot"}>
<#assign marks = {"CIRCLE": "*", "SQUARE": "square*", "DIAMOND": "diamond*", "TRIANGLE": "triangle*", "CROSS": "x"}>
% ${figure.title}
% Needs pgfplots with \pgfplotsset{compat=1.16} and, for radar charts, \usepgfplotslibrary{polar}.
<#include "_definitions.tex.ftl">
<#macro plot series closed>
\addplot[color=pulse${series.style.colour?lower_case}, ${lines[series.style.line]?no_esc}, line width=0.8pt, mark=${marks[series.style.marker]?no_esc}, mark size=1.8pt, mark options={solid}<#if series.points?size gt 24>, mark repeat=${(series.points?size / 12)?ceiling}</#if><#if !closed>, error bars/.cd, y dir=both, y explicit, error bar style={solid, line width=0.3pt}</#if>]
  coordinates {
<#list series.points as point>
    (<#if closed>${90 - 360 * point?index / series.points?size}<#else>${point.x}</#if>,${point.y!"nan"})<#if !closed && point.y?? && point.low??> += (0,${[point.high - point.y, 0]?max}) -= (0,${[point.y - point.low, 0]?max})</#if>
</#list>
<#if closed>
    (90,${series.points[0].y!"nan"})
</#if>
  };
<#if !small>
\addlegendentry{${heading(series.name)}}
</#if>
</#macro>
<#macro ticks axis><#list 0..((axis.high - axis.low) / axis.step)?round as i>${axis.low + i * axis.step}<#sep>,</#sep></#list></#macro>
<#list colours as colour>
\definecolor{pulse${colour?lower_case}}{HTML}{${hex(colour.rgb())}}%
</#list>
<#-- Many charts share one legend: below each, it would be as high as the chart. -->
<#assign small = panels?size gt 2 && panels[0].kind == "LINE">
<#if small>
<#list panels[0].series as series>
\tikz[baseline=-0.6ex]{\draw[color=pulse${series.style.colour?lower_case}, ${lines[series.style.line]?no_esc}, line width=0.8pt] (0,0) -- (0.8,0); \path plot[mark=${marks[series.style.marker]?no_esc}, mark size=1.8pt, mark options={solid, draw=pulse${series.style.colour?lower_case}, fill=pulse${series.style.colour?lower_case}}] coordinates {(0.4,0)};}~{\footnotesize ${heading(series.name)}}<#sep>\quad</#sep>
</#list>
\par\medskip
</#if>
<#list panels as panel>
<#if panel.kind == "RADAR">
\begin{tikzpicture}
\begin{polaraxis}[
  title={${heading(panel.title)}}, title style={yshift=8pt},
  width=${(panels?size gt 1)?then("0.42", "0.6")}\linewidth,
  xtick={<#list panel.axes as axis>${(450 - 360 * axis?index / panel.axes?size) % 360}<#sep>,</#sep></#list>},
  xticklabels={<#list panel.axes as axis>{${heading(axis.name)}}<#sep>,</#sep></#list>},
  xticklabel style={font=\small}, yticklabel style={font=\tiny},
  ymin=${panel.axes[0].low}, ymax=${panel.axes[0].high}, ytick={<@ticks panel.axes[0]/>},
  unbounded coords=jump,
  legend style={font=\footnotesize, draw=none, at={(0.5,-0.08)}, anchor=north}, legend columns=-1, legend cell align=left]
<#list panel.series as series>
<@plot series true/>
</#list>
\end{polaraxis}
\end{tikzpicture}<#sep>\hfill</#sep>
<#else>
\begin{tikzpicture}<#if small>[baseline]</#if>
\begin{axis}[
<#if panels?size gt 1>
  title={${heading(panel.title)}},
</#if>
  width=${small?then("0.35", (panels?size gt 1)?then("0.46", "0.74"))}\linewidth, height=${small?then("0.3", (panels?size gt 1)?then("0.4", "0.5"))}\linewidth,
<#if small>
  title style={font=\footnotesize}, label style={font=\scriptsize}, tick label style={font=\scriptsize},
</#if>
  xlabel={${heading(panel.axes[0].name)}}, ylabel={${heading(panel.axes[1].name)}},
  xmin=${panel.axes[0].low}, xmax=${panel.axes[0].high}, xtick={<@ticks panel.axes[0]/>},
  ymin=${panel.axes[1].low}, ymax=${panel.axes[1].high}, ytick={<@ticks panel.axes[1]/>},
  enlarge x limits=0.03, clip=false, grid=major, grid style={black!12}, unbounded coords=jump,
<#if small>
  mark size=1.2pt]
<#elseif panels?size gt 1>
  legend style={font=\footnotesize, draw=none, at={(0.5,-0.25)}, anchor=north}, legend columns=3, legend cell align=left]
<#else>
  legend style={font=\footnotesize, draw=none}, legend pos=outer north east, legend cell align=left]
</#if>
<#list panel.series as series>
<@plot series false/>
</#list>
\end{axis}
\end{tikzpicture}<#sep><#if small && panel?counter % 3 == 0>\par\medskip<#else>\hfill</#if></#sep>
</#if>
</#list>
