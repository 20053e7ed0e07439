// What pages do beyond being read: they work without it.
import { Results } from './results.js';
import { Suggestions } from './suggestions.js';

const Pause = 200;

const form = document.querySelector('form.search');
const results = document.getElementById('.results') && new Results(form);
const suggestions = new Suggestions(form);

onTyped(form.q, (text) => {
  suggestions.show(text);
  results?.search();
});

// Another script shows the same part of the story. The server never hears which that is.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('.scripts a');
  if (link) {
    link.hash = location.hash;
  }
});

/** Tells what stands in a field when somebody pauses typing; not what an input method is still composing. */
function onTyped(field, then) {
  let timer;
  let told = field.value.trim();
  const wait = (event) => {
    clearTimeout(timer);
    if (!event.isComposing) {
      timer = setTimeout(() => {
        const text = field.value.trim();
        if (text !== told) {
          told = text;
          then(text);
        }
      }, Pause);
    }
  };
  field.addEventListener('input', wait);
  field.addEventListener('compositionend', wait);
  field.form.addEventListener('submit', () => {
    clearTimeout(timer);
    told = field.value.trim();
  });
}
