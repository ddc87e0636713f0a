% How numbers, symbols and marks are set. A document that defines one of these first has it its way.
\providecommand{\pulsenum}[1]{\ifdefined\num\num{#1}\else\ensuremath{#1}\fi}%
\providecommand{\pulsepower}[2]{\ifdefined\num\num{#1e#2}\else\ensuremath{#1\times10^{#2}}\fi}%
% siunitx sets numbers upright and medium unless told to follow the text: version 3 one way, 2 another.
\providecommand{\pulsebold}{\bfseries\boldmath
  \ifcsname siunitx_print_number:n\endcsname\sisetup{reset-math-version=false}%
  \else\ifdefined\sisetup\sisetup{detect-weight=true}\fi\fi}%
\providecommand{\pulsebest}[1]{{\pulsebold #1}}%
\providecommand{\pulseset}[1]{\ensuremath{\mathcal{D}_{\mathrm{#1}}}}%
\providecommand{\pulseup}{\ensuremath{\uparrow}}%
\providecommand{\pulsedown}{\ensuremath{\downarrow}}%
\providecommand{\pulseliteral}[1]{\texttt{#1}}%
\providecommand{\pulsebelow}[1]{{\scriptsize #1}}%
\providecommand{\pulseunicode}[1]{\texttt{[U+#1]}\allowbreak{}}%
