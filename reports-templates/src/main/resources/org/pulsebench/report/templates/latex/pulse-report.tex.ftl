<#--
  report              title, facts, findings, remarks and runs
  sections            title, lead, items: title, caption, figures (names of files), tables (as
                      table.tex.ftl has them)
  heading(text)       the text, with D_unlearn and D_retain as the paper's symbols
-->
\documentclass[10pt,a4paper]{article}
% A document that compiles with pdflatex as it is, and shows how the fragments are used.
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[margin=22mm]{geometry}
\usepackage{array,booktabs,longtable}
\usepackage{adjustbox}
\usepackage{caption}
\usepackage{pgfplots}
\pgfplotsset{compat=1.16}
\usepgfplotslibrary{polar}
\IfFileExists{siunitx.sty}{\usepackage{siunitx}}{}
\captionsetup{font=small, justification=raggedright, singlelinecheck=false, skip=4pt}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt}
\setlength{\emergencystretch}{3em}
\input{pulse-macros}

<#macro notes texts>
<#if texts?size gt 0>
{\footnotesize\raggedright
<#list texts as text>
${heading(text)}
</#list>
\par}
</#if>
</#macro>
<#macro caption item table first>
\textbf{${heading(item.title)}<#if item.figures?size gt 0 && first> (numbers)<#elseif table.variant?has_content> (${table.variant})</#if>}<#if first && item.figures?size == 0> ${heading(item.caption)}</#if><#t>
</#macro>
<#macro tabular item table first>
<#if table.manyPages>
{\small<@caption item table first/>\par}
\input{${table.name}}
<#else>
\begin{minipage}{\linewidth}\centering
\captionof*{table}{<@caption item table first/>}
\begin{adjustbox}{max width=\linewidth}
\input{${table.name}}
\end{adjustbox}
<#if first>
\par\smallskip
<@notes table.notes/>
</#if>
\end{minipage}\par\bigskip
</#if>
</#macro>
\title{${report.title}}
\author{}
\date{}
\begin{document}
\maketitle

{\small Best values of a column are bold, all of them where they are shown with the same digits; the
state before unlearning does not compete. A dash stands for what was not measured, and for what a
paper does not report.\par}

<#if report.facts?size gt 0>
\begin{tabular}{@{}l>{\raggedright\arraybackslash}p{0.72\linewidth}@{}}
<#list report.facts as fact>
${fact.name} & <#if fact.literal>\pulseliteral{${fact.value}}<#else>${fact.value}</#if> \\
</#list>
\end{tabular}

</#if>
<#list report.remarks as remark>
\textbf{${remark.title}.} ${heading(remark.text)}

</#list>
<#if report.findings?size gt 0>
\begin{itemize}
<#list report.findings as finding>
\item \textbf{${finding.protocol}, ${finding.method}: ${finding.outcome.words()}.} ${heading(finding.text)}
</#list>
\end{itemize}

</#if>
<#list sections as section>
\section*{${section.title}}
<#list section.lead as paragraph>
${heading(paragraph)}

</#list>
<#list section.items as item>
<#list item.figures as figure>
\begin{minipage}{\linewidth}\centering
\input{${figure}}
<#if figure?is_last>
\captionof*{figure}{\textbf{${heading(item.title)}} ${heading(item.caption)}}
</#if>
\end{minipage}\par\bigskip
</#list>
<#list item.tables as table>
<@tabular item table table?is_first/>
</#list>
</#list>
</#list>
\section*{What it was made from}
<#list report.runs as run>
\subsection*{${run.name}}
<#list run.groups as group>
\begin{minipage}{\linewidth}
\textbf{${group.title}}\par\smallskip
\begin{tabular}{@{}>{\raggedright\arraybackslash}p{0.26\linewidth}>{\raggedright\arraybackslash}p{0.7\linewidth}@{}}
<#list group.facts as fact>
${fact.name} & <#if fact.literal>\pulseliteral{${fact.value}}<#else>${fact.value}</#if> \\
</#list>
\end{tabular}
\end{minipage}\par\medskip
</#list>
</#list>
\end{document}
