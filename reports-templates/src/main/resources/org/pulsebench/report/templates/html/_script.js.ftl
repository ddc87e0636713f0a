(() => {
  'use strict';
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a file may have no storage */ } };
  const recall = key => { try { return localStorage.getItem(key); } catch { return null; } };

  // intervals and counts of all numbers at once
  const all = document.getElementById('all');
  all.addEventListener('click', () => {
    const on = document.body.classList.toggle('show-all');
    all.setAttribute('aria-pressed', on);
  });

  const themes = ['system', 'light', 'dark'];
  const theme = document.getElementById('theme');
  const show = name => {
    if (name === 'system') delete root.dataset.theme; else root.dataset.theme = name;
    theme.textContent = 'Theme: ' + (name === 'system' ? 'as the system' : name);
    theme.value = name;
  };
  show(themes.includes(recall('pulse-theme')) ? recall('pulse-theme') : 'system');
  theme.addEventListener('click', () => {
    const next = themes[(themes.indexOf(theme.value) + 1) % themes.length];
    show(next);
    remember('pulse-theme', next);
  });
  document.querySelector('.tools').hidden = false;

  // what stands behind one number
  const tip = document.getElementById('tip');
  const open = button => {
    const words = document.getElementById(button.getAttribute('aria-describedby'));
    tip.replaceChildren(...[...words.children].map(line => line.cloneNode(true)));
    tip.hidden = false;
    const at = button.getBoundingClientRect(), box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(innerWidth - box.width - 8, at.right - box.width));
    const below = at.bottom + 6 + box.height < innerHeight;
    tip.style.left = left + 'px';
    tip.style.top = (below ? at.bottom + 6 : Math.max(8, at.top - box.height - 6)) + 'px';
  };
  const close = () => { tip.hidden = true; };
  for (const kind of ['mouseover', 'focusin', 'click']) document.addEventListener(kind, event => {
    const button = event.target.closest && event.target.closest('button.v');
    if (button) open(button); else if (kind !== 'focusin' || !tip.hidden) close();
  });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  addEventListener('scroll', close, { passive: true, capture: true });

  // one stop of the tabulator a table; arrows go from number to number
  for (const table of document.querySelectorAll('table')) {
    const grid = [...table.rows].map(row => [...row.querySelectorAll('button.v')]).filter(row => row.length);
    grid.flat().forEach((button, i) => { button.tabIndex = i ? -1 : 0; });
    table.addEventListener('keydown', event => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      const row = grid.findIndex(one => one.includes(event.target));
      if (!step || row < 0) return;
      event.preventDefault();
      const line = grid[Math.max(0, Math.min(grid.length - 1, row + step[0]))];
      const to = line[Math.max(0, Math.min(line.length - 1, grid[row].indexOf(event.target) + step[1]))];
      event.target.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  }

  // where the reader is
  const contents = document.querySelector('.toc details');
  if (!matchMedia('(min-width: 70rem)').matches) contents.open = false;
  const links = new Map([...document.querySelectorAll('.toc a')].map(a => [a.hash.slice(1), a]));
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) if (entry.isIntersecting) {
      links.forEach(a => a.removeAttribute('aria-current'));
      links.get(entry.target.id)?.setAttribute('aria-current', 'true');
    }
  }, { rootMargin: '0px 0px -75% 0px' });
  links.forEach((_, id) => { const part = document.getElementById(id); if (part) seen.observe(part); });

  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(one => { one.open = true; }));
})();
