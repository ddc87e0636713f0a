<section id="questions" aria-labelledby="questions-h">
  <h2 id="questions-h">Single questions</h2>
  <p class="remark note"><strong>Not in this report.</strong> The results hold means, not the answers to single questions; what each subject and question came to, and the losses, are not shown.</p>
</section>
