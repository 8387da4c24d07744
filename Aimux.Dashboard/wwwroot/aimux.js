// What the page needs of the browser itself. Loaded as a module: no script stands in the page.
const dark = window.matchMedia('(prefers-color-scheme: dark)');

window.aimux = {
  // Tells the layout when the system goes dark or light; returns what it is now.
  watchTheme(layout) {
    dark.addEventListener('change', change => layout.invokeMethodAsync('OnSystemTheme', change.matches).catch(() => {}));
    return dark.matches;
  },
  keepTheme(cookie, name) {
    document.cookie = `${cookie}=${name}; path=/; max-age=31536000; samesite=strict`;
    document.documentElement.dataset.theme = name;
  },
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  },
  scrollToEnd(id) {
    const element = document.getElementById(id);
    if (element) {
      element.scrollTop = element.scrollHeight;
    }
  },
  // A form was refused: what is wrong may be out of sight on a phone, or folded away.
  showMistake() {
    const mistake = document.querySelector('.mud-dialog :is(.banner, .findings, .field-error)');
    if (!mistake) {
      return;
    }
    for (let folded = mistake.closest('details'); folded; folded = folded.parentElement.closest('details')) {
      folded.open = true;
    }
    mistake.closest('.field')?.querySelector('input, select, textarea')?.focus({ preventScroll: true });
    mistake.scrollIntoView({ block: 'center' });
  },
  saveText(name, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  },
};

// Countdowns tick here, from the absolute time that the server wrote: no message a second for each of them.
function tick() {
  for (const element of document.querySelectorAll('time[data-until]')) {
    const text = countdown(Date.parse(element.dataset.until) - Date.now());
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
  for (const element of document.querySelectorAll('time[data-since]')) {
    const text = countdown(Date.now() - Date.parse(element.dataset.since)) + ' ago';
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  }
  return seconds < 172800
    ? `${Math.floor(seconds / 3600)} h ${String(Math.floor(seconds % 3600 / 60)).padStart(2, '0')} min`
    : `${Math.floor(seconds / 86400)} days`;
}

setInterval(tick, 500);
new MutationObserver(tick).observe(document.body, { childList: true, subtree: true });

const modal = document.getElementById('components-reconnect-modal');
if (modal) {
  modal.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail.state;
    modal.dataset.state = state;
    document.body.classList.toggle('stale', state !== 'hide');
    if (state === 'show') {
      document.getElementById('reconnection-since').textContent = new Date().toLocaleTimeString();
      modal.showModal();
    } else if (state === 'hide') {
      modal.close();
    } else if (state === 'failed') {
      document.addEventListener('visibilitychange', retry);
    } else if (state === 'rejected') {
      location.reload();
    }
  });
  document.getElementById('reconnection-retry').addEventListener('click', retry);
  document.getElementById('reconnection-reload').addEventListener('click', () => location.reload());
}

async function retry() {
  document.removeEventListener('visibilitychange', retry);
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      location.reload();
    }
  } catch {
    document.addEventListener('visibilitychange', retry);
  }
}

// Ctrl+K leads to the search of a page that has one.
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
    const search = document.querySelector('input[type=search], .page-search input');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});
