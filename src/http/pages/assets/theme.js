/** The switch is a form that the server understands; here it changes the page that is open. */
export function startTheme() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('form[action="/theme"]')) return;
    const theme = event.submitter?.value ?? 'system';
    event.preventDefault();
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `theme=${theme}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of form.querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button === event.submitter));
  });
}
