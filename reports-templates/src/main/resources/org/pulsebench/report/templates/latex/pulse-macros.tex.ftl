<#--
  groups              one for each item of the paper's: title, macros (name, content, meaning)
-->
% The numbers of the report as macros, for \input in a preamble: no number is typed by hand.
%
% \pulse<Item><Row><Column> is what the item shows there: \pulsenum of the number, or what stands
% in its place. Words of the names begin with a capital, digits are spelt out and signs left out.
% Behind the name of a number, where it has one:
%   Low, High    the ends of its 95 % interval
%   Count        how many questions, subjects or facts it is made of
%   Seeds        how many seeds it is the mean of
%   Published    what the paper reports, and
%   Difference   ours less that
<#include "_definitions.tex.ftl">
<#list groups as group>

% ${group.title}
<#list group.macros as macro>
\newcommand{\${macro.name}}{${macro.content}}% ${macro.meaning}
</#list>
</#list>
