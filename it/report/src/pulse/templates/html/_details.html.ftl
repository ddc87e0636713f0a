<p>Of ${report.answers?size} results the answers stay with us.</p>
