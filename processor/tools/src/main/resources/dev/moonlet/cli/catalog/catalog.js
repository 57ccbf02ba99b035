'use strict';

// The search of all pages: a combo box over the scripts in search.js.
(() => {
  const input = document.getElementById('search');
  const list = document.getElementById('results');
  const status = document.getElementById('status');
  const root = document.documentElement.dataset.root;
  const most = 30;
  let active = -1;

  const texts = moonletScripts.map(script => ({
    script,
    name: script.name.toLowerCase(),
    words: [script.keys, script.commands, script.digests, script.files, script.text].flat().join('\n').toLowerCase()
  }));

  // How well a script fits the words, from 0 for not at all: the name counts more than what else is known of it.
  function score(entry, words) {
    let total = 0;
    for (const word of words) {
      const at = entry.name.indexOf(word);
      if (at === 0 || (at > 0 && entry.name[at - 1] === '/')) {
        total += 4;
      } else if (at > 0) {
        total += 3;
      } else if (entry.words.includes(word)) {
        total += 1;
      } else {
        return 0;
      }
    }
    return total;
  }

  function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter(word => word);
    return texts
      .map(entry => ({ script: entry.script, score: score(entry, words) }))
      .filter(found => found.score > 0)
      .sort((a, b) => b.score - a.score || (a.script.name < b.script.name ? -1 : 1))
      .map(found => found.script);
  }

  function option(script, index) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    const name = document.createElement('strong');
    const summary = document.createElement('span');
    item.id = 'result-' + index;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    link.href = root + script.page;
    link.tabIndex = -1;
    name.textContent = script.name;
    summary.textContent = script.summary || script.commands.join(' ');
    link.append(name, summary);
    item.append(link);
    return item;
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function show() {
    if (input.value.trim() === '') {
      list.replaceChildren();
      status.textContent = '';
      close();
      return;
    }
    const found = find(input.value);
    const none = document.createElement('li');
    none.className = 'none';
    none.textContent = 'No script matches.';
    list.replaceChildren(...(found.length > 0 ? found.slice(0, most).map(option) : [none]));
    status.textContent = found.length === 1 ? '1 script' : found.length + ' scripts';
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    select(found.length > 0 ? 0 : -1);
  }

  function select(index) {
    const options = list.querySelectorAll('[role=option]');
    options.forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    active = index;
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', options[index].id);
      options[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  input.addEventListener('input', show);
  input.addEventListener('focus', () => {
    if (input.value.trim() !== '') {
      show();
    }
  });
  input.addEventListener('keydown', event => {
    const count = list.querySelectorAll('[role=option]').length;
    if (event.key === 'Escape') {
      input.value = '';
      show();
      input.blur();
    } else if (list.hidden || count === 0) {
      return;
    } else if (event.key === 'ArrowDown') {
      select((active + 1) % count);
    } else if (event.key === 'ArrowUp') {
      select((active + count - 1) % count);
    } else if (event.key === 'Enter' && active >= 0) {
      list.querySelectorAll('[role=option] a')[active].click();
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  document.addEventListener('click', event => {
    if (!event.target.closest('.search')) {
      close();
    }
  });

  const query = new URLSearchParams(location.search).get('q');
  if (query) {
    input.value = query;
    show();
  }
})();
