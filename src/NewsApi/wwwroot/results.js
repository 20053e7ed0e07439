// Results while somebody types: the page the server would show, of which what changes is put into this one.

// The server escapes all text; this is the only place where markup is made of what it sent.
const policy = globalThis.trustedTypes?.createPolicy('reader', { createHTML: (html) => html }) ?? { createHTML: (html) => html };

/** Milliseconds after which waiting is worth a word. */
const Patience = 250;

/** Milliseconds after which no answer is a failure. */
const Longest = 15_000;

/** What of a page depends on what is searched for. */
const Parts = ['[id=".results"]', '.kinds', '.scripts'];

export class Results {
  #form;
  #shown = here();
  #isTyping = false;
  #request = new AbortController();

  constructor(form) {
    this.#form = form;
    history.replaceState({ reader: true }, '');
    addEventListener('popstate', (event) => {
      if (event.state?.reader && here() !== this.#shown) {
        this.#isTyping = false;
        form.q.value = new URLSearchParams(location.search).get('q') ?? '';
        this.#load(here());
      }
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.search();
    });
  }

  /** Shows what is found with what stands in the field; everything where nothing does. */
  search() {
    const query = new URLSearchParams(new FormData(this.#form));
    const text = query.get('q').trim();
    if (text) {
      query.set('q', text);
    } else {
      query.delete('q');
    }
    const address = new URL(this.#form.action).pathname + (query.size > 0 ? `?${query}` : '');
    if (address === this.#shown && address === here()) {
      this.#rest();
      say(document.getElementById('.results').dataset.status);
      return;
    }
    this.#load(address, () => {
      // All that is typed in one go is one step back.
      history[this.#isTyping ? 'replaceState' : 'pushState']({ reader: true }, '', address);
      this.#isTyping = true;
    });
  }

  /** Nothing is under way any more, and nothing failed. */
  #rest() {
    this.#request.abort();
    document.querySelector('.failed')?.remove();
  }

  async #load(address, arrive = () => {}) {
    this.#rest();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const words = this.#form.dataset;
    const region = document.getElementById('.results');
    const waiting = setTimeout(() => {
      region.setAttribute('aria-busy', 'true');
      say(words.working);
    }, Patience);
    try {
      show(await ask(address, AbortSignal.any([signal, AbortSignal.timeout(Longest)])));
      this.#shown = address;
      arrive();
      say(document.getElementById('.results').dataset.status);
    } catch (error) {
      if (error.name !== 'AbortError') {
        document.getElementById('.results').before(failure(words[error.cause ?? 'offline'], words.again, () => {
          this.#form.q.focus();
          this.#load(address, arrive);
        }));
        say('');
      }
    } finally {
      clearTimeout(waiting);
      region.removeAttribute('aria-busy');
    }
  }
}

/** The page at an address. An error says why there is none: without a cause nobody answered. */
async function ask(address, signal) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal });
  if (!answer.ok) {
    throw new Error(address, { cause: answer.status === 429 ? 'busy' : answer.status >= 500 ? 'broken' : 'refused' });
  }
  const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), 'text/html');
  if (!page.getElementById('.results')) {
    // Of somebody between here and the server.
    throw new Error(address, { cause: 'broken' });
  }
  return page;
}

function here() {
  return location.pathname + location.search;
}

function show(page) {
  document.title = page.title;
  for (const part of Parts) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) {
      old.replaceWith(document.adoptNode(fresh));
    }
  }
}

function say(text) {
  document.getElementById('.status').textContent = text ?? '';
}

function failure(text, again, retry) {
  const box = document.createElement('div');
  box.className = 'failed';
  box.setAttribute('role', 'alert');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = again;
  button.addEventListener('click', retry);
  box.append(text, ' ', button);
  return box;
}
