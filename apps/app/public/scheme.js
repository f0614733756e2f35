// Before the first paint, so that a chosen scheme never flashes the other.
try {
  const scheme = localStorage.getItem('wmory.scheme');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme;
} catch {}
