// Completions of what is typed, as a list under the field (the pattern "combobox" of the ARIA Authoring Practices).

const Most = 8;

export class Suggestions {
  #form;
  #field;
  #list;
  #active = -1;
  #request = new AbortController();

  constructor(form) {
    this.#form = form;
    this.#field = form.q;
    this.#list = document.createElement('ul');
    this.#list.id = '.suggestions';
    this.#list.hidden = true;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', form.querySelector('label').textContent);
    form.append(this.#list);
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', this.#list.id], ['aria-expanded', 'false']]) {
      this.#field.setAttribute(name, value);
    }
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    form.addEventListener('submit', () => this.#close());
    this.#field.addEventListener('blur', () => this.#close());

    // The field keeps the focus while somebody clicks.
    this.#list.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => this.#choose(event.target.closest('[role=option]')));
  }

  /** Shows completions of a text. */
  async show(text) {
    this.#request.abort();
    this.#request = new AbortController();
    if (!text) {
      this.#close();
      return;
    }
    try {
      const answer = await fetch(`${this.#form.dataset.suggestions}?${new URLSearchParams({ q: text, limit: Most })}`, { signal: this.#request.signal });
      const { items = [] } = answer.ok ? await answer.json() : {};
      if (document.activeElement === this.#field) {
        this.#open(items);
      }
    } catch {
      // Nothing is lost without them.
      this.#close();
    }
  }

  #open(items) {
    this.#activate(-1);
    this.#list.replaceChildren(...items.map((item, index) => this.#option(item, index)));
    this.#list.hidden = items.length === 0;
    this.#field.setAttribute('aria-expanded', String(items.length > 0));
  }

  #close() {
    this.#request.abort();
    this.#open([]);
  }

  #option({ text, type, slug }, index) {
    const option = document.createElement('li');
    option.id = `.suggestion-${index}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const name = document.createElement('bdi');
    name.textContent = text;
    const kind = document.createElement('span');
    kind.className = 'type';
    kind.textContent = this.#form.dataset[type];
    option.append(name, kind);
    const script = this.#form.script?.value;
    const query = new URLSearchParams({ ...(type === 'tag' ? { tag: slug } : type === 'speaker' ? { q: `"${text}"` } : {}), ...(script ? { script } : {}) });
    option.dataset.address = `${this.#form.dataset.root}/${type === 'headline' ? `articles/${encodeURIComponent(slug)}` : ''}${query.size > 0 ? `?${query}` : ''}`;
    return option;
  }

  #key(event) {
    const options = this.#list.children;
    if (event.isComposing || this.#list.hidden) {
      return;
    }
    const to = { ArrowDown: this.#active + 1, ArrowUp: this.#active < 0 ? options.length - 1 : this.#active - 1 }[event.key];
    if (to !== undefined) {
      this.#activate(to >= options.length ? -1 : to);
    } else if (event.key === 'Enter' && this.#active >= 0) {
      this.#choose(options[this.#active]);
    } else if (event.key === 'Escape') {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
  }

  #activate(index) {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const option = this.#list.children[index];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) {
      this.#field.setAttribute('aria-activedescendant', option.id);
    } else {
      this.#field.removeAttribute('aria-activedescendant');
    }
  }

  #choose(option) {
    if (option) {
      location.assign(option.dataset.address);
    }
  }
}
