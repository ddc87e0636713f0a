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

  // single questions
  const data = document.getElementById('data');
  if (data) {
    const books = JSON.parse(data.textContent), form = document.getElementById('ask'), list = document.getElementById('answers');
    const found = document.getElementById('found'), more = document.getElementById('more');
    const cells = books.flatMap((book, b) => book.cells.map(cell => ({ ...cell, book, name: cell.method + (books.length > 1 ? ', ' + book.name : '') })));
    const make = (tag, type, text) => { const node = document.createElement(tag); if (type) node.className = type; if (text !== undefined) { node.textContent = text; node.dir = 'auto'; } return node; };
    const unpack = evaluation => {
      if (!evaluation.at) {
        evaluation.at = new Map();
        let position = 0;
        for (let i = 0; i < evaluation.asked.length; i += 2) for (let k = 0; k < evaluation.asked[i + 1]; k++) evaluation.at.set(evaluation.asked[i] + k, position++);
        evaluation.judgedAt = new Map((evaluation.judged ? evaluation.judged.asked : []).map((number, i) => [number, i]));
      }
      return evaluation;
    };
    const fill = (name, values, labels) => {
      const select = form.elements[name], kept = select.value;
      const seen = [...new Set(values.map(String))];
      select.replaceChildren(...seen.map(value => { const o = new Option(labels ? labels(value) : value, value); return o; }));
      if (seen.includes(kept)) select.value = kept;
    };
    let hits = [], shown = 0, cell;
    const choose = () => {
      const f = form.elements;
      fill('protocol', cells.map(one => one.protocol));
      let some = cells.filter(one => one.protocol === f.protocol.value);
      fill('method', some.map(one => one.name));
      some = some.filter(one => one.name === f.method.value);
      fill('seed', some.map(one => one.seed));
      cell = some.find(one => String(one.seed) === f.seed.value);
      fill('state', cell.states.map((_, i) => i).slice(1).reverse(), i => i + (cell.tasks.length ? ', task ' + cell.tasks[i - 1] : '') + (cell.diverged.includes(Number(i)) ? ', which diverged' : ''));
      f.state.closest('label').hidden = cell.states.length < 3;
    };
    const judgement = (judged, at, text) => ({ judged: true, text, forget: judged.forget[at], utility: judged.utility[at], right: judged.utility[at] === '-' ? '-' : judged.utility[at] === '2' ? '1' : '0' });
    const answer = (evaluation, question) => {
      if (evaluation.judgedAt.has(question)) {
        const at = evaluation.judgedAt.get(question);
        return judgement(evaluation.judged, at, cell.book.texts[evaluation.judged.texts[at]]);
      }
      const at = evaluation.at.get(question);
      if (at === undefined) return null;
      const p = evaluation.p.slice(2 * at, 2 * at + 2);
      return { chosen: evaluation.chosen[at], right: evaluation.right[at], p: p === '--' ? null : parseInt(p, 36) / 10, text: evaluation.texts[at] };
    };
    const words = (entry, one) => {
      if (!one) return make('dd', '', cell.book.questions[entry].length > 7 && cell.book.answersLeft ? 'left out' : 'not asked');
      if (one.judged) {
        const score = (name, of) => of === '-' ? name + ' not judged' : name + ' ' + of + '/2';
        const forget = cell.roles[cell.book.questions[entry][0]] ? ', ' + score('forget quality', one.forget) : '';
        return make('dd', one.right === '1' ? 'yes' : one.right === '0' ? 'no' : '', (one.text ? '“' + one.text + '” ' : 'nothing, ') + score('utility', one.utility) + forget);
      }
      const node = make('dd', one.right === '1' ? 'yes' : 'no', (one.text ? '“' + one.text + '” ' : one.chosen === '-' ? 'none ' : one.chosen + ' ') + (one.right === '1' ? 'right' : 'wrong') + (one.p === null ? '' : ', ' + one.p.toFixed(1) + ' %'));
      return node;
    };
    const row = ([number, before, after]) => {
      const [subject, modality, text, options, correct, picture, , truth] = cell.book.questions[number];
      const item = make('li');
      const image = cell.book.pictures[picture];
      if (image) { const img = new Image(); img.src = 'data:image/jpeg;base64,' + image; img.alt = subject < 0 ? 'Picture of the question' : 'Portrait'; item.append(img); }
      else item.append(make('span', 'nopic', modality ? 'text' : picture < 0 ? '' : 'picture left out'));
      const middle = make('div');
      const request = cell.roles[subject];
      middle.append(make('p', 'about', subject < 0 ? 'Exam' : cell.book.subjects[subject][1] + (modality ? ', text, ' : ', image, ') + (request ? (cell.tasks.length ? 'task ' + cell.tasks[request - 1] : cell.states.length > 2 ? 'request ' + request : 'to be unlearned') : 'to be kept')), make('p', 'q', text));
      const choices = make('ul');
      options.forEach((option, i) => choices.append(make('li', i === correct ? 'truth' : '', String.fromCharCode(65 + i) + '. ' + option)));
      if (truth !== undefined) choices.append(make('li', 'truth', truth));
      middle.append(choices);
      const then = make('dl', 'then');
      then.append(make('dt', '', 'before'), words(number, before), make('dt', '', 'after'), words(number, after));
      item.append(middle, then);
      return item;
    };
    const next = () => {
      list.append(...hits.slice(shown, shown + 20).map(row));
      shown = Math.min(hits.length, shown + 20);
      more.hidden = shown >= hits.length;
    };
    const search = () => {
      choose();
      const f = form.elements, words = f.text.value.trim().toLocaleLowerCase();
      const first = unpack(cell.book.evaluations[cell.states[0]]), last = unpack(cell.book.evaluations[cell.states[f.state.value] || cell.states[cell.states.length - 1]]);
      hits = [];
      for (const number of new Set([...first.judgedAt.keys(), ...last.judgedAt.keys(), ...first.at.keys(), ...last.at.keys()])) {
        const [subject, modality, text, options, , , , truth] = cell.book.questions[number];
        const set = subject < 0 ? 'exam' : cell.roles[subject] === undefined ? 'other' : cell.roles[subject] ? 'unlearn' : 'retain';
        if (f.set.value && set !== f.set.value || f.modality.value && String(modality) !== f.modality.value) continue;
        if (words && ![text, ...options, truth || '', ...(subject < 0 ? [] : cell.book.subjects[subject])].some(one => one.toLocaleLowerCase().includes(words))) continue;
        const before = answer(first, number), after = answer(last, number);
        if (f.change.value && (!before || !after || before.right + after.right !== f.change.value)) continue;
        hits.push([number, before, after]);
      }
      list.replaceChildren();
      shown = 0;
      found.textContent = hits.length + (hits.length === 1 ? ' question' : ' questions') + (cell.book.picturesLeft ? '; ' + cell.book.picturesLeft + ' pictures are left out to keep the page small' : '') + (cell.book.answersLeft ? '; the judged answers of ' + cell.book.answersLeft + ' states are left out for the same reason' : '');
      next();
    };
    form.hidden = false;
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('input', search);
    more.addEventListener('click', next);
    search();
  }

  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(one => { one.open = true; }));
})();
