// Swagger UI over the document in the language that ?lang= names, light or dark as the system is.
const language = new URLSearchParams(location.search).get('lang') === 'zh' ? 'zh' : 'en';
const query = language === 'zh' ? '?lang=zh' : '';
const root = document.documentElement;
root.lang = language === 'zh' ? 'zh-Hant' : 'en';

const dark = matchMedia('(prefers-color-scheme: dark)');
const shade = () => root.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', shade);
shade();

addEventListener('DOMContentLoaded', () => {
  if (language === 'zh') document.title = 'NewsApi · API 說明';
  for (const link of document.querySelectorAll('[data-lang]')) {
    if (link.dataset.lang === language) link.setAttribute('aria-current', 'page');
    // The operation that is looked at stays the same.
    link.addEventListener('click', () => { link.hash = location.hash; });
  }
  for (const link of document.querySelectorAll('[data-document]')) link.search = query;

  // The hash belongs to deep links.
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('swagger-ui').focus();
  });

  window.ui = SwaggerUIBundle({
    url: document.querySelector('[data-document]').href,
    dom_id: '#swagger-ui',
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
  });
});
